{application,my_dep,
             [{applications,[kernel,stdlib,elixir,logger,crypto]},
              {description,"my_dep"},
              {modules,['Elixir.MyDep']},
              {registered,[]},
              {vsn,"0.4.0-rc.1"}]}.

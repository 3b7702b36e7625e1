# -*- encoding: utf-8 -*-
# stub: gitty 3.1.4 ruby lib

Gem::Specification.new do |s|
  s.name = "gitty".freeze
  s.version = "3.1.4"

  s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :required_rubygems_version=
  s.require_paths = ["lib".freeze]
  s.authors = ["a".freeze]
  s.date = "2026-11-29"
  s.files = ["lib/gitty.rb".freeze, "lib/version.rb".freeze]
  s.licenses = ["BSD-2-Clause".freeze]
  s.rubygems_version = "3.3.15".freeze
  s.summary = "g".freeze

  s.installed_by_version = "3.3.15" if s.respond_to? :installed_by_version

  if s.respond_to? :specification_version then
    s.specification_version = 4
  end

  if s.respond_to? :add_runtime_dependency then
    s.add_runtime_dependency(%q<alpha>.freeze, [">= 0"])
  else
    s.add_dependency(%q<alpha>.freeze, [">= 0"])
  end
end

-- The queue. The columns down to priority are those that db-scheduler reads and writes; times are milliseconds since 1970.
CREATE TABLE job (
  sequence ${identity},
  task_name TEXT NOT NULL,
  task_instance TEXT NOT NULL,
  task_data BYTEA,
  execution_time BIGINT NOT NULL,
  picked BOOLEAN NOT NULL,
  picked_by TEXT,
  last_success BIGINT,
  last_failure BIGINT,
  consecutive_failures INTEGER,
  last_heartbeat BIGINT,
  version BIGINT NOT NULL,
  priority INTEGER NOT NULL,
  kind TEXT NOT NULL,
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  reference TEXT NOT NULL,
  generation TEXT NOT NULL,
  payload TEXT NOT NULL,
  virtual_time BIGINT NOT NULL,
  interruptions INTEGER NOT NULL DEFAULT 0,
  cancelled BOOLEAN NOT NULL DEFAULT FALSE,
  again BOOLEAN NOT NULL DEFAULT FALSE,
  reason TEXT NOT NULL DEFAULT '',
  queued_at BIGINT NOT NULL,
  UNIQUE (task_name, task_instance)
);
CREATE INDEX job_turn ON job (picked, priority DESC, virtual_time, sequence);
CREATE INDEX job_subject ON job (registry, repository, reference, kind);
CREATE INDEX job_lane ON job (registry, repository, priority, virtual_time);

-- The virtual time of the job that ran last, per priority.
CREATE TABLE job_clock (
  priority INTEGER PRIMARY KEY,
  virtual_time BIGINT NOT NULL
);

CREATE TABLE dead_job (
  sequence ${identity},
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  reference TEXT NOT NULL,
  generation TEXT NOT NULL,
  priority INTEGER NOT NULL,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  reason TEXT NOT NULL,
  queued_at BIGINT NOT NULL,
  died_at BIGINT NOT NULL
);
CREATE INDEX dead_job_subject ON dead_job (registry, repository, reference, kind);

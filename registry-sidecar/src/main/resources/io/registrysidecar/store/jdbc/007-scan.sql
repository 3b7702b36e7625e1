CREATE TABLE scan (
  id ${identity},
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  reference TEXT NOT NULL,
  digest TEXT,
  cause TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  requested_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  failure TEXT
);
CREATE INDEX scan_reference ON scan (registry, repository, reference);
CREATE INDEX scan_digest ON scan (registry, repository, digest);
CREATE INDEX scan_finished ON scan (finished_at);

CREATE TABLE scan_transition (
  id ${identity},
  scan_id BIGINT NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  detail TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX scan_transition_scan ON scan_transition (scan_id, id);

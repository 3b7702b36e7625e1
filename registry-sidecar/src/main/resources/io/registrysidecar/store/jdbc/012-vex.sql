-- What operators say of vulnerabilities in images. Without a digest it is about every image of the repository.
CREATE TABLE vex_statement (
  id ${identity},
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  digest TEXT NOT NULL DEFAULT '',
  vulnerability TEXT NOT NULL,
  component TEXT,
  status TEXT NOT NULL,
  justification TEXT,
  impact TEXT,
  action TEXT,
  author TEXT NOT NULL,
  actor TEXT NOT NULL,
  since BIGINT NOT NULL,
  expires_at BIGINT,
  ended_at BIGINT,
  ended_by TEXT,
  told_begun BOOLEAN NOT NULL DEFAULT FALSE,
  told_ended BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX vex_about ON vex_statement (registry, repository, digest);
CREATE INDEX vex_untold ON vex_statement (id) WHERE told_ended = FALSE;

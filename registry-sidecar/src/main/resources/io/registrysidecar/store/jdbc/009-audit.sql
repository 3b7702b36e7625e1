-- What happened to each image: a chain, each event naming the one before by its digest. Events are only ever added.
CREATE TABLE audit_event (
  id ${identity},
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  digest TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  type TEXT NOT NULL,
  actor TEXT,
  detail TEXT NOT NULL,
  prev TEXT NOT NULL,
  occurrence TEXT,
  UNIQUE (registry, repository, digest, sequence),
  UNIQUE (registry, repository, digest, occurrence)
);

-- How long each chain is and the digest of its last event, so that events missing at its end are noticed.
CREATE TABLE audit_chain (
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  digest TEXT NOT NULL,
  length BIGINT NOT NULL,
  head TEXT NOT NULL,
  PRIMARY KEY (registry, repository, digest)
) ${clustered};

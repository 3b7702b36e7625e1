-- Referrers of ours. The bytes stay while the artifact is intended or published.
CREATE TABLE publication (
  id ${identity},
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  subject TEXT NOT NULL,
  digest TEXT NOT NULL,
  artifact_type TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  state TEXT NOT NULL,
  manifest BYTEA,
  intended_at BIGINT NOT NULL,
  published_at BIGINT,
  changed_at BIGINT NOT NULL,
  UNIQUE (registry, repository, subject, digest)
);
CREATE INDEX publication_digest ON publication (registry, repository, digest);
CREATE INDEX publication_state ON publication (state, changed_at);

CREATE TABLE publication_blob (
  publication_id BIGINT NOT NULL REFERENCES publication (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (publication_id, position)
);

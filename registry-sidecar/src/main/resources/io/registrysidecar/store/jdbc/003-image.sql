CREATE TABLE image (
  id ${identity},
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  digest TEXT NOT NULL,
  media_type TEXT,
  size BIGINT NOT NULL DEFAULT 0,
  os TEXT,
  architecture TEXT,
  variant TEXT,
  state TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  critical INTEGER NOT NULL DEFAULT 0,
  high INTEGER NOT NULL DEFAULT 0,
  medium INTEGER NOT NULL DEFAULT 0,
  low INTEGER NOT NULL DEFAULT 0,
  negligible INTEGER NOT NULL DEFAULT 0,
  unknown INTEGER NOT NULL DEFAULT 0,
  fixable INTEGER NOT NULL DEFAULT 0,
  coverage TEXT NOT NULL DEFAULT '',
  advisory_version TEXT NOT NULL DEFAULT '',
  inventory TEXT,
  first_seen BIGINT NOT NULL,
  pushed_at BIGINT NOT NULL,
  scanned_at BIGINT,
  deleted_at BIGINT,
  UNIQUE (registry, repository, digest)
);
CREATE INDEX image_pushed ON image (pushed_at DESC, id DESC);
CREATE INDEX image_inventory ON image (inventory);

CREATE TABLE image_report (
  image_id BIGINT PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
  report BYTEA NOT NULL
);

CREATE TABLE image_child (
  index_id BIGINT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (index_id, position)
) ${clustered};
CREATE INDEX image_child_digest ON image_child (digest);

-- What each tag has named; the row without an end says what it names now.
CREATE TABLE tag (
  id ${identity},
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  since BIGINT NOT NULL,
  until BIGINT
);
CREATE UNIQUE INDEX tag_now ON tag (registry, repository, name) WHERE until IS NULL;
CREATE INDEX tag_history ON tag (registry, repository, name, id);
CREATE INDEX tag_digest ON tag (registry, repository, digest) WHERE until IS NULL;

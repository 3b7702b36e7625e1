-- What each detector found in each layer.
CREATE TABLE layer_evidence (
  layer TEXT NOT NULL,
  detector TEXT NOT NULL,
  version INTEGER NOT NULL,
  evidence BYTEA NOT NULL,
  size BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (layer, detector, version)
);
CREATE INDEX layer_evidence_used ON layer_evidence (used_at);

CREATE TABLE inventory (
  digest TEXT PRIMARY KEY,
  content BYTEA NOT NULL
);

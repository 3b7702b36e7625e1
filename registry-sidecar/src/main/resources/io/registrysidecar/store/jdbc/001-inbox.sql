-- Notifications that were accepted, until they have become jobs. Those that have stay for a while, so that a
-- notification delivered again is recognised.
CREATE TABLE inbox (
  sequence ${identity},
  source TEXT NOT NULL,
  event_id TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  payload TEXT NOT NULL,
  dispatched_at BIGINT,
  UNIQUE (source, event_id)
);
CREATE INDEX inbox_undispatched ON inbox (sequence) WHERE dispatched_at IS NULL;
CREATE INDEX inbox_dispatched ON inbox (dispatched_at) WHERE dispatched_at IS NOT NULL;

CREATE TABLE dead_letter (
  sequence ${identity},
  source TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  content_type TEXT NOT NULL,
  body BYTEA NOT NULL
);

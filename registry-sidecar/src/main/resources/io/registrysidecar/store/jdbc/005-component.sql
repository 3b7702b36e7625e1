CREATE TABLE component (
  id ${identity},
  fingerprint BYTEA NOT NULL UNIQUE,
  ecosystem TEXT NOT NULL,
  release TEXT,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  source_name TEXT,
  source_version TEXT,
  maintainer TEXT,
  purl TEXT NOT NULL,
  matched_with TEXT
);
CREATE INDEX component_name ON component (ecosystem, name);
CREATE INDEX component_source ON component (ecosystem, source_name);

CREATE TABLE image_component (
  component_id BIGINT NOT NULL REFERENCES component (id) ON DELETE CASCADE,
  image_id BIGINT NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  PRIMARY KEY (component_id, image_id)
) ${clustered};
CREATE INDEX image_component_image ON image_component (image_id);

CREATE TABLE finding (
  component_id BIGINT NOT NULL REFERENCES component (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  aliases TEXT NOT NULL,
  severity TEXT NOT NULL,
  status TEXT NOT NULL,
  fixed TEXT,
  detail TEXT NOT NULL,
  PRIMARY KEY (component_id, id)
) ${clustered};

-- Every name of every finding, the preferred one and the aliases.
CREATE TABLE finding_name (
  name TEXT NOT NULL,
  component_id BIGINT NOT NULL REFERENCES component (id) ON DELETE CASCADE,
  PRIMARY KEY (name, component_id)
) ${clustered};
CREATE INDEX finding_name_component ON finding_name (component_id);

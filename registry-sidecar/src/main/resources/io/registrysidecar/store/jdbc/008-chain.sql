-- The chain identifier of all layers of an image (OCI image specification, config.md): with it, the image that another was built on is found.
ALTER TABLE image ADD COLUMN chain TEXT;
CREATE INDEX image_chain ON image (chain);
CREATE INDEX tag_named ON tag (registry, repository, digest);

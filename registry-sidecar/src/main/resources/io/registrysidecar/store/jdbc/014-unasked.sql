-- Nobody asks for components by their name, nor for scans by the digest of their image.
DROP INDEX component_name;
DROP INDEX component_source;
DROP INDEX scan_digest;

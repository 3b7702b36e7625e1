-- When each vulnerability was first found in a package, in any image of a repository; gone with the repository's last image.
CREATE TABLE sighted_repository (
  id ${identity},
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  UNIQUE (registry, repository)
);

CREATE TABLE sighting (
  repository_id BIGINT NOT NULL REFERENCES sighted_repository (id) ON DELETE CASCADE,
  package TEXT NOT NULL,
  problem TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (repository_id, package, problem)
) ${clustered};

-- What a subject's publication was made of, as long as all of it was seen in the registry and nothing was begun since.
CREATE TABLE publication_settled (
  registry TEXT NOT NULL,
  repository TEXT NOT NULL,
  subject TEXT NOT NULL,
  inputs TEXT NOT NULL,
  PRIMARY KEY (registry, repository, subject)
) ${clustered};

package io.registrysidecar.policy;

import java.util.List;

/**
 * From one of these registries or repositories.
 *
 * @param allowed patterns of registry host and repository
 */
record RegistryRule(List<Glob> allowed) implements Rule {

  static final String KIND = "registry";

  static Rule read(Fields fields) {
    if (!fields.has("allow")) {
      fields.refuse("write allow: and patterns such as registry.example.com/**");
    }
    return new RegistryRule(fields.texts("allow").stream().map(Glob::new).toList());
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    String repository = facts.report().image().repository();
    return allowed.stream().anyMatch(glob -> glob.matches(repository))
        ? List.of()
        : List.of(Problem.broken("it is in " + repository));
  }
}

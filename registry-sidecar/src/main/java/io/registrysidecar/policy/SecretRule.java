package io.registrysidecar.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** No credentials in layers or configuration. */
record SecretRule() implements Rule {

  static final String KIND = "secrets";

  /** The check that says that somebody has looked for secrets. */
  private static final String CHECK = "secrets";

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    List<Map<String, Object>> secrets = facts.report().secrets();
    if (!secrets.isEmpty()) {
      return secrets.stream().map(SecretRule::text).sorted().map(Problem::broken).toList();
    }
    Optional<Map<String, Object>> check = new Checks(facts.report().checks()).named(CHECK);
    return check.filter(Checks::passed).isPresent()
        ? List.of()
        : List.of(Problem.unknown("nobody has looked for secrets"));
  }

  /** Names it by what the report may say of it; never its content. */
  private static String text(Map<String, Object> secret) {
    return Objects.toString(secret.get("rule"), "a secret")
        + " in "
        + Objects.toString(secret.get("path"), "the image");
  }
}

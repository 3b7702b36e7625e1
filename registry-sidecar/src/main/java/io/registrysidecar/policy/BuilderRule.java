package io.registrysidecar.policy;

import java.util.List;
import java.util.Objects;

/**
 * Built by one of these, as a trusted signer's provenance says.
 *
 * @param allowed patterns of builders' identities
 */
record BuilderRule(List<Glob> allowed) implements Rule {

  static final String KIND = "builder";

  static Rule read(Fields fields) {
    if (!fields.has("allow")) {
      fields.refuse("write allow: and the identities of builders");
    }
    return new BuilderRule(fields.texts("allow").stream().map(Glob::new).toList());
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    return switch (facts.signatures()) {
      case Signatures.Unchecked(String why) ->
          List.of(Problem.unknown(why + ", so no builder is known"));
      case Signatures.Checked(List<SignedStatement> found, var _) -> judge(found);
    };
  }

  @Override
  public boolean asksForSignatures() {
    return true;
  }

  private List<Problem> judge(List<SignedStatement> found) {
    List<String> builders =
        found.stream().map(SignedStatement::builder).filter(Objects::nonNull).sorted().toList();
    if (builders.isEmpty()) {
      return List.of(Problem.broken("no trusted provenance names a builder"));
    }
    return builders.stream()
        .filter(builder -> allowed.stream().noneMatch(glob -> glob.matches(builder)))
        .map(builder -> Problem.broken("built by " + builder))
        .toList();
  }
}

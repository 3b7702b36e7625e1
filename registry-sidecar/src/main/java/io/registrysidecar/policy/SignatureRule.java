package io.registrysidecar.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signed by enough signers who are trusted.
 *
 * @param role what they must be trusted for, or null when that does not matter
 * @param signers patterns of whom it takes, or none when anybody who is trusted will do
 * @param type predicate type of a statement, or null for a signature of the image itself
 * @param least how many different signers it takes
 */
record SignatureRule(@Nullable String role, List<Glob> signers, @Nullable String type, int least)
    implements Rule {

  static final String KIND = "signature";

  static Rule read(Fields fields) {
    List<Glob> signers = fields.texts("signers").stream().map(Glob::new).toList();
    int least = fields.number("at-least", 1, 20).orElse(1.0).intValue();
    boolean names = !signers.isEmpty() && signers.stream().noneMatch(s -> s.text().contains("*"));
    if (names && least > signers.size()) {
      fields.refuse(
          "at-least", least + " signers of " + signers.size() + " named ones can never be there");
    }
    return new SignatureRule(
        fields.text("role").orElse(null), signers, fields.text("statement").orElse(null), least);
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    return switch (facts.signatures()) {
      case Signatures.Unchecked(String why) -> List.of(Problem.unknown(why));
      case Signatures.Checked(List<SignedStatement> found, var _) -> judge(found);
    };
  }

  @Override
  public boolean asksForSignatures() {
    return true;
  }

  private List<Problem> judge(List<SignedStatement> found) {
    Set<String> good =
        found.stream()
            .filter(this::counts)
            .map(SignedStatement::signer)
            .collect(Collectors.toSet());
    return good.size() >= least
        ? List.of()
        : List.of(Problem.broken("signed by " + good.size() + " of " + least + " " + wanted()));
  }

  private boolean counts(SignedStatement statement) {
    return (type == null ? statement.isImageSignature() : type.equals(statement.type()))
        && (role == null || statement.roles().contains(role))
        && (signers.isEmpty()
            || signers.stream().anyMatch(signer -> signer.matches(statement.signer())));
  }

  private String wanted() {
    return "trusted signers"
        + (role == null ? "" : " with role " + role)
        + (signers.isEmpty()
            ? ""
            : " among " + signers.stream().map(Glob::text).collect(Collectors.joining(", ")))
        + (type == null ? "" : ", for " + type);
  }
}

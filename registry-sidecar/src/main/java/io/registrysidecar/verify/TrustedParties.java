package io.registrysidecar.verify;

import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.sigstore.Attested;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Everybody who is trusted, by what they are trusted for. Safe for use by several threads.
 *
 * @param parties those with keys, identities or certificates
 */
public record TrustedParties(List<TrustedParty> parties) {

  /** Trusted to say that an image may run. */
  public static final String RELEASE = "release";

  /** Trusted to say what was found in an image. */
  public static final String ATTESTATION = "attestation";

  /** Trusted to say how an image was built. */
  public static final String BUILDER = "builder";

  /** Copies the list. */
  public TrustedParties {
    parties = List.copyOf(parties);
  }

  /** A verdict, with what the signer is trusted for, what was stated and what was said beside. */
  record Judged(
      Verification verification,
      Set<String> roles,
      Optional<Statement> statement,
      Map<String, String> remarks) {}

  /** Asks each party. */
  Judged judge(Function<TrustedParty, Attested> question) {
    List<Verification> said = new ArrayList<>();
    Set<String> roles = new HashSet<>();
    Optional<Statement> statement = Optional.empty();
    Map<String, String> remarks = new HashMap<>();
    for (TrustedParty party : parties) {
      Attested answer = question.apply(party);
      said.add(answer.verification());
      if (answer.verification() instanceof Verification.Trusted) {
        roles.add(party.role());
        statement = statement.or(answer::statement);
        remarks.putAll(answer.remarks());
      }
    }
    return new Judged(Verdicts.best(said), roles, statement, remarks);
  }
}

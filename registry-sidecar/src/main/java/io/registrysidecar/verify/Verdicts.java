package io.registrysidecar.verify;

import io.registrysidecar.sign.Verification;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes one verdict of those by several verifiers. */
final class Verdicts {

  private Verdicts() {}

  /**
   * Trusted when one trusts it. Else, that a signature is broken says more than that somebody does
   * not know its signer.
   */
  static Verification best(List<Verification> said) {
    for (Verification each : said) {
      if (each instanceof Verification.Trusted) {
        return each;
      }
    }
    for (Verification each : said) {
      if (each instanceof Verification.Invalid) {
        return each;
      }
    }
    Set<String> reasons =
        said.stream().map(Verification::detail).collect(Collectors.toCollection(TreeSet::new));
    return said.stream()
        .filter(Verification.Untrusted.class::isInstance)
        .map(each -> ((Verification.Untrusted) each).signer())
        .findFirst()
        .map(signer -> new Verification.Untrusted(signer, String.join("; ", reasons)))
        .orElseGet(() ->
            new Verification.Untrusted("", "nobody is configured who could be trusted for it"));
  }
}

package io.registrysidecar.sign.sigstore;

import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.key.PublicKeys;
import java.util.ArrayList;
import java.util.List;

/** Trust in signatures by configured keys. */
record KeyTrust(TrustedKeys keys, LogVerifier logs) {

  Verification.Trusted check(Evidence evidence, String hint) throws Rejected {
    List<TrustedKeys.TrustedKey> candidates = keys.candidates(hint);
    for (TrustedKeys.TrustedKey candidate : candidates) {
      if (evidence.signed().isBy(candidate.key())) {
        LogFindings found = logs.verify(evidence, candidate.key());
        return new Verification.Trusted("key " + candidate.name(), remarks(evidence, found));
      }
    }
    throw rejected(candidates, hint);
  }

  private static List<String> remarks(Evidence evidence, LogFindings found) {
    List<String> remarks = new ArrayList<>();
    if (found.unknown() > 0) {
      remarks.add("the log entry is of no trusted log");
    }
    if (evidence.signed() instanceof Signed.Dsse dsse && !dsse.envelope().keyId().isEmpty()) {
      remarks.add("the envelope names a keyid, for which cosign may refuse it");
    }
    return remarks;
  }

  private static Rejected rejected(List<TrustedKeys.TrustedKey> candidates, String hint) {
    boolean meant =
        candidates.size() == 1 && PublicKeys.hint(candidates.getFirst().key()).equals(hint);
    if (meant) {
      return Rejected.invalid(
          "the signature is not one by key " + candidates.getFirst().name() + ", which it names");
    }
    String signer = hint.isEmpty() ? "an unknown key" : "key " + Brief.of(hint);
    return Rejected.untrusted(
        signer,
        candidates.isEmpty()
            ? "no trusted keys are configured"
            : "no trusted key made the signature (" + candidates.size() + " tried)");
  }
}

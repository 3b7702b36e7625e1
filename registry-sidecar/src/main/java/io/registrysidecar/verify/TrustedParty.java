package io.registrysidecar.verify;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.NotaryVerdict;
import io.registrysidecar.sign.notary.NotaryVerifier;
import io.registrysidecar.sign.sigstore.Attested;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Those who are trusted for the same thing.
 *
 * @param role what they are trusted for
 * @param sigstore verifies what they sign with cosign and its kin
 * @param notary verify what they sign in the form of the Notary Project; may be none
 */
public record TrustedParty(String role, SigstoreVerifier sigstore, List<NotaryVerifier> notary) {

  /** Copies the list. */
  public TrustedParty {
    notary = List.copyOf(notary);
  }

  Attested notary(
      byte[] envelope, Descriptor layer, Descriptor target, String repository, Instant now) {
    List<NotaryVerdict> said =
        notary.stream()
            .map(each -> each.judge(envelope, layer.mediaType(), target, repository, Map.of(), now))
            .toList();
    Map<String, String> metadata =
        said.stream()
            .filter(each -> each.verification() instanceof Verification.Trusted)
            .findFirst()
            .map(NotaryVerdict::metadata)
            .orElse(Map.of());
    Verification best = Verdicts.best(said.stream().map(NotaryVerdict::verification).toList());
    return new Attested(best, Optional.empty(), metadata);
  }
}

package io.registrysidecar;

import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.notary.NotaryVerifier;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.certificate.RevocationStatus;
import io.registrysidecar.sign.notary.trust.StoreName;
import io.registrysidecar.sign.notary.trust.StoreType;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import io.registrysidecar.sign.notary.trust.TrustStatement;
import io.registrysidecar.sign.notary.trust.VerificationLevel;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** Our own certificates. A key that was given up is revoked, though its root is not. */
final class OwnCertificates {

  private static final StoreName OWN = new StoreName(StoreType.CA, "own");

  private OwnCertificates() {}

  /** Verifies what our keys of one role have signed; nothing where there are no certificates. */
  static List<NotaryVerifier> verifiers(KeyRing ring, KeyRole role) throws KeyFailure {
    Set<X509Certificate> roots = Set.copyOf(ring.roots(role));
    if (roots.isEmpty()) {
      return List.of();
    }
    Set<X509Certificate> compromised = Set.copyOf(ring.compromisedCertificates(role));
    RevocationSource revocation =
        (certificate, _, _) ->
            compromised.stream()
                    .anyMatch(bad -> bad.getPublicKey().equals(certificate.getPublicKey()))
                ? new RevocationStatus.Revoked("the key was given up as compromised")
                : new RevocationStatus.Good();
    var everywhere =
        new TrustStatement(
            "own",
            Set.of(TrustStatement.EVERYTHING),
            VerificationLevel.STRICT,
            TrustStatement.TimestampRule.ALWAYS,
            List.of(OWN),
            List.of());
    return List.of(
        new NotaryVerifier(new TrustPolicy(List.of(everywhere)), _ -> roots, revocation));
  }
}

package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.StatementTooLarge;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.PublicKeys;
import io.registrysidecar.sign.sigstore.Bundle;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An attestation, signed: in an envelope that goes into a bundle or into the legacy tag.
 *
 * <p>When it was made, and what it says in one digest, stands in the annotations of the statement's
 * subject, so that it is signed. The annotations of the manifest only repeat it.
 *
 * @param attestation what is attested
 * @param fingerprint equal for attestations that say the same by the same key
 * @param bundle the signed statement
 */
record SignedStatement(Attestation attestation, Digest fingerprint, Bundle bundle) {

  /**
   * Signs.
   *
   * @param name what to call the image: registry and repository
   * @throws StatementTooLarge if nobody would verify it
   * @throws SigningFailure if the key does not sign
   */
  static SignedStatement of(Signer signer, String name, Digest image, Attestation attestation)
      throws SigningFailure {
    Digest fingerprint = fingerprint(signer, attestation);
    var subject =
        io.registrysidecar.sign.dsse.Subject.of(
            name, image, circumstances(attestation, fingerprint));
    byte[] statement =
        Statement.bytes(List.of(subject), attestation.predicateType(), attestation.predicate());
    return new SignedStatement(
        attestation, fingerprint, Bundle.of(signer, attestation.predicateType(), statement));
  }

  /** What a key that is given up has said is to be said again, by the one that took its place. */
  private static Digest fingerprint(Signer signer, Attestation attestation) {
    String both = attestation.fingerprint() + " " + PublicKeys.hint(signer.publicKey());
    return Digest.sha256(both.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> circumstances(Attestation attestation, Digest fingerprint) {
    return Map.of(
        AnnotationKeys.CREATED, attestation.created().truncatedTo(ChronoUnit.SECONDS).toString(),
        AnnotationKeys.CONTENT_FINGERPRINT, fingerprint.toString());
  }

  /** As a referrer. */
  Artifact artifact() {
    Map<String, String> annotations = new HashMap<>(bundle.annotations(attestation.created()));
    annotations.putAll(circumstances(attestation, fingerprint));
    return new Artifact(Bundle.MEDIA_TYPE, "bundle.sigstore.json", bundle.toBytes(), annotations);
  }
}

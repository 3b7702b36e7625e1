package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the attestations of this installation again, and those of its keys that are given up as
 * compromised. Of the latter nothing is believed, not even when they were made; but they are ours
 * to replace, so that nobody goes on finding them.
 *
 * @param valid trusts the keys that count
 * @param givenUp trusts those that do not count any more
 */
record OwnAttestations(SigstoreVerifier valid, SigstoreVerifier givenUp) {

  /** What cannot be told from the oldest, and never says what is wanted. */
  private static final Ownership.Claim NOT_BELIEVED = new Ownership.Claim(Instant.MIN, null, true);

  /**
   * What a layer says of itself, when it is an attestation of ours.
   *
   * @param layer a sigstore bundle or a DSSE envelope
   * @param image what it should be about
   */
  Optional<Ownership.Claim> claim(Descriptor layer, byte[] content, Digest image) {
    return believed(layer, content, image)
        .or(() -> claim(givenUp, layer, content, image).map(_ -> NOT_BELIEVED));
  }

  /** The same, but not of keys that are given up. */
  Optional<Ownership.Claim> believed(Descriptor layer, byte[] content, Digest image) {
    return claim(valid, layer, content, image);
  }

  private static Optional<Ownership.Claim> claim(
      SigstoreVerifier verifier, Descriptor layer, byte[] content, Digest image) {
    return (layer.mediaType().equals(Envelope.MEDIA_TYPE)
            ? verifier.attestation(layer, content, image)
            : verifier.bundle(layer, content, image))
        .statement()
        .flatMap(statement -> signed(statement, image));
  }

  /** What the statement itself says, which the signature covers. */
  private static Optional<Ownership.Claim> signed(Statement statement, Digest image) {
    return statement.subjects().stream()
        .filter(about -> about.is(image))
        .findFirst()
        .flatMap(about -> signed(about.annotations()));
  }

  private static Optional<Ownership.Claim> signed(Map<String, String> annotations) {
    try {
      String created = annotations.getOrDefault(AnnotationKeys.CREATED, "");
      String says = annotations.getOrDefault(AnnotationKeys.CONTENT_FINGERPRINT, "");
      return Optional.of(new Ownership.Claim(Instant.parse(created), Digest.parse(says), true));
    } catch (DateTimeParseException | MalformedReference e) {
      return Optional.empty(); // by our key, but no result: an image that was signed with it
    }
  }
}

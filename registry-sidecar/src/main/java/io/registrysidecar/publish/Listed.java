package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.AnnotationKeys;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An artifact of ours that the registry lists for a subject, and has.
 *
 * @param descriptor as listed, with the artifact type that our log knows
 * @param fingerprint what it says, or null when that is not known or not to be believed
 * @param created when its scan began; the distant past when it does not say
 * @param recorded whether our own log knows it
 */
record Listed(
    Descriptor descriptor, @Nullable Digest fingerprint, Instant created, boolean recorded) {

  /** Oldest first. */
  static final Comparator<Listed> AGE =
      Comparator.comparing(Listed::created).thenComparing(Listed::digest);

  Digest digest() {
    return descriptor.digest();
  }

  Kind kind() {
    return Kind.of(descriptor.artifactType(), descriptor.annotations());
  }

  boolean saysTheSameAs(Attachment attachment) {
    return digest().equals(attachment.digest())
        || (fingerprint != null && fingerprint.equals(attachment.fingerprint()));
  }

  /** What we wrote ourselves in the same second was written before. */
  boolean isNewerThan(Attachment attachment) {
    int order = created().compareTo(attachment.created());
    return order > 0 || (order == 0 && !recorded && digest().compareTo(attachment.digest()) > 0);
  }

  /** What the annotation says, or the distant past. */
  static Instant createdOf(Descriptor descriptor) {
    String text = descriptor.annotations().get(AnnotationKeys.CREATED);
    try {
      return text == null ? Instant.MIN : Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.MIN; // anyone may have written it; the artifact is then the first to go
    }
  }
}

package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.MediaTypes;
import java.util.Set;

/**
 * Decides whether a referrer that is not in our own log was nevertheless written by this product:
 * by another instance, or before its state was lost. What is ours may be superseded; what is not is
 * never touched.
 */
public interface Ownership {

  /** Whether {@code referrer} of {@code subject} is ours to replace. */
  boolean isOurs(Subject subject, Descriptor referrer);

  /** Goes by artifact type and annotations, which anyone who may push can write. */
  static Ownership byAnnotation() {
    Set<String> shared = Set.of(MediaTypes.CYCLONEDX, MediaTypes.SARIF);
    return (subject, referrer) -> {
      String type = referrer.artifactType();
      return MediaTypes.REPORT.equals(type)
          || (type != null
              && shared.contains(type)
              && referrer.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT));
    };
  }
}

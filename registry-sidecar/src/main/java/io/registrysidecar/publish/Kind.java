package io.registrysidecar.publish;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an image has one current artifact of. That is the artifact type, but for sigstore bundles,
 * which all have the same: of these there is one for each predicate type.
 *
 * @param artifactType as the registry lists it
 * @param predicateType what a bundle attests; empty for everything else
 */
record Kind(String artifactType, String predicateType) {

  /** Artifact type and media type of a bundle (sigstore bundle, version 0.3). */
  static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  /** The annotation in which a bundle says what it attests. */
  static final String PREDICATE_TYPE = "dev.sigstore.bundle.predicateType";

  /** The kind of an artifact with these annotations. */
  static Kind of(@Nullable String artifactType, Map<String, String> annotations) {
    String type = artifactType == null ? "" : artifactType;
    return new Kind(type, type.equals(BUNDLE) ? annotations.getOrDefault(PREDICATE_TYPE, "") : "");
  }

  boolean isBundle() {
    return artifactType.equals(BUNDLE);
  }

  /** For people. */
  @Override
  public String toString() {
    return predicateType.isEmpty() ? artifactType : artifactType + " (" + predicateType + ")";
  }
}

package io.registrysidecar.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A content descriptor of the OCI image specification.
 *
 * @param mediaType the type of the content
 * @param digest the digest of the content's raw bytes
 * @param size the number of raw bytes
 * @param artifactType the artifact type of the manifest described, or null
 * @param annotations key to value, never null
 * @param platform the platform of the manifest described, or null
 * @param unknown fields that this program does not know, kept so that rewriting an index loses
 *     nothing
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    @Nullable String artifactType,
    Map<String, String> annotations,
    @Nullable Platform platform,
    Map<String, JsonNode> unknown) {

  /** Copies the maps and checks the size. */
  public Descriptor {
    annotations = Map.copyOf(annotations);
    unknown = Map.copyOf(unknown);
    if (size < 0) {
      throw new IllegalArgumentException("negative size: " + size);
    }
  }

  /** A descriptor with nothing but type, digest and size. */
  public static Descriptor of(String mediaType, Digest digest, long size) {
    return new Descriptor(mediaType, digest, size, null, Map.of(), null, Map.of());
  }

  /** A descriptor of {@code content} as it is. */
  public static Descriptor of(String mediaType, byte[] content) {
    return of(mediaType, Digest.sha256(content), content.length);
  }
}

package io.registrysidecar.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that went into a build: a material of SLSA v0.2, a resolved dependency of v1.
 *
 * @param uri what it is, without passwords
 * @param digest {@code algorithm:hex}, where a commit has {@code sha1} or {@code gitCommit} for an
 *     algorithm, or null when the record does not pin it
 */
public record Resource(String uri, @Nullable String digest) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{8,128}");
  private static final String[] ALGORITHMS = {"sha256", "sha512", "sha384", "gitCommit", "sha1"};

  /** Whether it is an image, as a package URL says it. */
  public boolean isImage() {
    return uri.startsWith("pkg:docker/") || uri.startsWith("pkg:oci/");
  }

  /** Whether it is a checkout of a Git repository. */
  boolean isSource() {
    return !isImage()
        && (uri.startsWith("git+")
            || uri.startsWith("git:")
            || uri.endsWith(".git")
            || uri.contains(".git#")
            || uri.contains(".git@"));
  }

  /** Reads {@code uri} and {@code digest} of a descriptor; empty without an address. */
  static Optional<Resource> of(JsonNode node) {
    return Text.of(node.path("uri"))
        .map(uri -> new Resource(SourceRef.withoutPassword(uri), anyDigest(node.path("digest"))));
  }

  private static @Nullable String anyDigest(JsonNode digests) {
    for (String algorithm : ALGORITHMS) {
      Optional<String> hex = hex(digests.path(algorithm));
      if (hex.isPresent()) {
        return algorithm + ":" + hex.get();
      }
    }
    return null;
  }

  /** The commit that a set of digests names, or null. */
  static @Nullable String commit(JsonNode digests) {
    return hex(digests.path("sha1"))
        .or(() -> hex(digests.path("gitCommit")))
        .or(() -> hex(digests.path("sha256")))
        .orElse(null);
  }

  static Optional<Digest> digest(JsonNode digests, String algorithm) {
    try {
      return Optional.of(Digest.parse(algorithm + ":" + digests.path(algorithm).asText()));
    } catch (MalformedReference e) {
      return Optional.empty(); // what is no digest names nothing
    }
  }

  private static Optional<String> hex(JsonNode node) {
    return Text.of(node).filter(text -> HEX.matcher(text).matches());
  }
}

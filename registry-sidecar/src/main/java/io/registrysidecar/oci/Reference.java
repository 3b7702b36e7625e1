package io.registrysidecar.oci;

import org.jspecify.annotations.Nullable;

/**
 * A full image reference: registry, repository, and a tag, a digest or both.
 *
 * @param registry host and optional port, for example {@code registry.example.com:5000}
 * @param repository the repository
 * @param tag the tag, or null when only a digest is given
 * @param digest the digest, or null when only a tag is given; wins over the tag when both are given
 */
public record Reference(
    String registry,
    RepositoryName repository,
    ManifestKey.@Nullable Tag tag,
    @Nullable Digest digest) {

  /** Checks that the reference names something. */
  public Reference {
    if (tag == null && digest == null) {
      throw new IllegalArgumentException("a reference needs a tag or a digest");
    }
  }

  /**
   * Reads a reference as people write it: {@code alpine} is {@code
   * docker.io/library/alpine:latest}.
   *
   * @throws MalformedReference if the text does not follow the grammar
   */
  public static Reference parse(String text) throws MalformedReference {
    return ReferenceParser.parse(text);
  }

  /** What to ask the registry for: the digest when there is one, else the tag. */
  public ManifestKey key() {
    if (digest != null) {
      return new ManifestKey.ByDigest(digest);
    }
    if (tag != null) {
      return tag;
    }
    throw new IllegalStateException("unreachable: checked in the constructor");
  }

  @Override
  public String toString() {
    return registry
        + "/"
        + repository
        + (tag == null ? "" : ":" + tag)
        + (digest == null ? "" : "@" + digest);
  }
}

package io.registrysidecar.oci;

import java.util.regex.Pattern;

/**
 * What names a manifest within a repository: a tag or a digest (the specification's {@code
 * <reference>}).
 */
public sealed interface ManifestKey {

  /**
   * Reads a tag or a digest that came from outside.
   *
   * @throws MalformedReference if the text is neither
   */
  static ManifestKey parse(String text) throws MalformedReference {
    return text.indexOf(':') >= 0 ? new ByDigest(Digest.parse(text)) : Tag.parse(text);
  }

  /** As it stands in a URL path. */
  @Override
  String toString();

  /**
   * A manifest named by its content.
   *
   * @param digest the digest of the manifest's raw bytes
   */
  record ByDigest(Digest digest) implements ManifestKey {
    @Override
    public String toString() {
      return digest.toString();
    }
  }

  /**
   * A manifest named by a tag.
   *
   * @param value the tag
   */
  record Tag(String value) implements ManifestKey {
    private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    /** Checks the grammar. */
    public Tag {
      if (!GRAMMAR.matcher(value).matches()) {
        throw new IllegalArgumentException("not a tag: " + value);
      }
    }

    /**
     * Reads a tag that came from outside.
     *
     * @throws MalformedReference if the text does not follow the grammar
     */
    public static Tag parse(String text) throws MalformedReference {
      if (!GRAMMAR.matcher(text).matches()) {
        throw new MalformedReference(
            "a tag", text, "use at most 128 letters, digits, '_', '.' and '-'");
      }
      return new Tag(text);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}

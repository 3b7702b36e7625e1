package io.registrysidecar.oci;

import java.util.regex.Pattern;

/**
 * The referrers tag schema of the OCI distribution specification: the tag under which a registry
 * without the referrers API keeps the list of a manifest's referrers.
 */
public final class ReferrersTag {

  private static final int LONGEST_ENCODED = 64;

  /** The tag schema itself, and the signature tags that cosign derives from it. */
  private static final Pattern GRAMMAR =
      Pattern.compile("(?:sha256|sha512)-[a-f0-9]{64}(?:\\.[a-z]+)?");

  private ReferrersTag() {}

  /**
   * The tag that lists the referrers of {@code subject}: its algorithm and at most 64 characters of
   * its hash.
   */
  public static ManifestKey.Tag of(Digest subject) {
    String hex = subject.hex();
    return new ManifestKey.Tag(
        subject.algorithm().prefix()
            + "-"
            + hex.substring(0, Math.min(hex.length(), LONGEST_ENCODED)));
  }

  /** Whether a tag holds things said about images, not an image. */
  public static boolean matches(String tag) {
    return GRAMMAR.matcher(tag).matches();
  }
}

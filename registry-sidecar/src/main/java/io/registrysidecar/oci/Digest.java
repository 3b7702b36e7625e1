package io.registrysidecar.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A content digest as the OCI image specification writes it: {@code algorithm:encoded}.
 *
 * @param algorithm the registered hash algorithm
 * @param hex the hash in lower-case hexadecimal, of exactly the algorithm's length
 */
public record Digest(Algorithm algorithm, String hex) implements Comparable<Digest> {

  /** Checks that {@code hex} is lower-case hexadecimal of the algorithm's length. */
  public Digest {
    if (!isHex(hex, algorithm.hexLength())) {
      throw new IllegalArgumentException("not a " + algorithm.prefix() + " digest: " + hex);
    }
  }

  /**
   * Reads a digest that came from outside.
   *
   * @throws MalformedReference if the text is not a registered digest
   */
  public static Digest parse(String text) throws MalformedReference {
    int colon = text.indexOf(':');
    for (Algorithm algorithm : Algorithm.values()) {
      if (colon == algorithm.prefix().length()
          && text.startsWith(algorithm.prefix())
          && isHex(text.substring(colon + 1), algorithm.hexLength())) {
        return new Digest(algorithm, text.substring(colon + 1));
      }
    }
    throw new MalformedReference(
        "a digest", text, "write sha256: and 64 lower-case hexadecimal digits");
  }

  /** The SHA-256 digest of {@code content}. */
  public static Digest sha256(byte[] content) {
    return ofContent(content, Algorithm.SHA256);
  }

  /** The digest of {@code content} by {@code algorithm}. */
  public static Digest ofContent(byte[] content, Algorithm algorithm) {
    return of(algorithm, algorithm.newMessageDigest().digest(content));
  }

  /** The digest whose raw hash is {@code hash}. */
  public static Digest of(Algorithm algorithm, byte[] hash) {
    return new Digest(algorithm, HexFormat.of().formatHex(hash));
  }

  /** As a record's own; written out because the JVM makes a record's own only when it runs. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest(Algorithm otherAlgorithm, String otherHex)
        && algorithm == otherAlgorithm
        && hex.equals(otherHex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public int compareTo(Digest other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return algorithm.prefix() + ":" + hex;
  }

  private static boolean isHex(String text, int length) {
    return text.length() == length
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** A hash algorithm registered by the OCI image specification. */
  public enum Algorithm {
    /** SHA-256, which every registry implements. */
    SHA256("SHA-256", 64),
    /** SHA-512, which registries may implement. */
    SHA512("SHA-512", 128);

    private final String jcaName;
    private final int hexLength;

    Algorithm(String jcaName, int hexLength) {
      this.jcaName = jcaName;
      this.hexLength = hexLength;
    }

    /** The name before the colon. */
    public String prefix() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The number of hexadecimal digits. */
    public int hexLength() {
      return hexLength;
    }

    /** A fresh hash computation. */
    public MessageDigest newMessageDigest() {
      try {
        return MessageDigest.getInstance(jcaName);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java runtime lacks " + jcaName, e);
      }
    }
  }
}

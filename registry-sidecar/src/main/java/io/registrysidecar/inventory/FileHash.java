package io.registrysidecar.inventory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/** The hashes by which package databases know the content of their files. */
public enum FileHash {
  /** Debian's, and that of rpm packages of long ago. */
  MD5("MD5"),
  /** Alpine's. */
  SHA1("SHA-1"),
  /** That of rpm packages. */
  SHA256("SHA-256");

  private static final int HEAD_DIGITS = 8;

  private final String jcaName;

  FileHash(String jcaName) {
    this.jcaName = jcaName;
  }

  /** A fresh hash computation. */
  MessageDigest begin() {
    try {
      return MessageDigest.getInstance(jcaName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + jcaName, e);
    }
  }

  /** The first four bytes of a hash: enough to see that a file was changed. */
  static int head(byte[] hash) {
    return (hash[0] & 0xff) << 24
        | (hash[1] & 0xff) << 16
        | (hash[2] & 0xff) << 8
        | (hash[3] & 0xff);
  }

  /** The same of a hash in hexadecimal; empty when it is none. */
  static Optional<Integer> head(String hex) {
    if (hex.length() < HEAD_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.parseUnsignedInt(hex, 0, HEAD_DIGITS, 16));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The name, in lower case. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.registrysidecar.schema;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks that several records share; each failure names the member and shows the value. */
final class Require {

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

  private Require() {}

  static void text(String member, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(member + " is empty");
    }
  }

  static void text(String member, String value, int maxLength) {
    text(member, value);
    if (value.length() > maxLength) {
      throw new IllegalArgumentException(
          member + " has " + value.length() + " characters, at most " + maxLength + " are allowed");
    }
  }

  static void purl(String member, String value) {
    if (!value.startsWith("pkg:")) {
      throw new IllegalArgumentException(member + " is not a package URL: " + value);
    }
  }

  static void digest(String member, String value) {
    if (!DIGEST.matcher(value).matches()) {
      throw new IllegalArgumentException(member + " is not a sha256 or sha512 digest: " + value);
    }
  }

  static void digestOrNull(String member, @Nullable String value) {
    if (value != null) {
      digest(member, value);
    }
  }

  static void count(String member, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(member + " is negative: " + value);
    }
  }

  static void between(String member, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          member + " is not between " + low + " and " + high + ": " + value);
    }
  }
}

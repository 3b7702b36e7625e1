package io.registrysidecar.inventory.maven;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The group that the name of a Java package or module tells of an artifact: both are domains turned
 * around, and an artifact repeats the end of one of them.
 *
 * <ul>
 *   <li>{@code com.google.re2j} of {@code re2j} is {@code com.google.re2j}.
 *   <li>{@code com.google.protobuf} of {@code protobuf-java} is {@code com.google.protobuf}.
 *   <li>{@code org.junit.jupiter.api} of {@code junit-jupiter-api} is {@code org.junit.jupiter}:
 *       the last word is the artifact's own.
 * </ul>
 */
final class GroupOfName {

  private GroupOfName() {}

  /** Null where the name ends otherwise than the artifact, or begins with no domain. */
  static @Nullable String of(String name, String artifact) {
    String[] segments = name.split("\\.", -1);
    String[] words = artifact.split("-", -1);
    if (segments.length < 2 || !isDomain(segments[0])) {
      return null;
    }
    for (int shared = Math.min(words.length, segments.length - 1); shared > 0; shared--) {
      if (endsWith(segments, words, shared)) {
        boolean lastIsItsOwn = shared == words.length && shared > 1;
        return String.join(".", Arrays.copyOf(segments, segments.length - (lastIsItsOwn ? 1 : 0)));
      }
    }
    return null;
  }

  /** Whether the last segments are the first words. */
  private static boolean endsWith(String[] segments, String[] words, int count) {
    return Arrays.equals(segments, segments.length - count, segments.length, words, 0, count);
  }

  private static boolean isDomain(String name) {
    return switch (name) {
      case "com", "dev", "info", "io", "net", "org" -> true;
      default -> name.length() == 2;
    };
  }
}

package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * How the version of a program is recognised that was installed without a package manager: in a
 * text which its source code has in it for its users, and therefore keeps from release to release.
 *
 * @param stem how the file is called; digits, dots and hyphens may follow, of a library also {@code
 *     so}
 * @param type the package URL type: {@code bitnami} where that ecosystem has advisories about the
 *     upstream project, else {@code generic}
 * @param name how advisories call the project
 * @param before the text before the version, {@code \0} for the beginning of a text
 * @param leading how the version begins; {@link #FROM_NAME} when it begins as the digits behind the
 *     stem say
 * @param after a text that must follow within the same text; may be empty
 * @param whole whether the version is all of the text
 * @param highest whether the highest of several counts, as the others say since when something is
 *     known
 */
record KnownProgram(
    String stem,
    String type,
    String name,
    String before,
    String leading,
    String after,
    boolean whole,
    boolean highest) {

  static final String FROM_NAME = "?";

  private static final String MAY_FOLLOW = "0123456789.-_";
  private static final String LIBRARY = "lib";

  /** A program whose version follows {@code before}, with advisories among those of Bitnami. */
  static KnownProgram bitnami(String stem, String name, String before) {
    return new KnownProgram(stem, "bitnami", name, before, "", "", false, false);
  }

  /** A program whose version follows {@code before}, without advisories in any ecosystem. */
  static KnownProgram generic(String stem, String name, String before) {
    return new KnownProgram(stem, "generic", name, before, "", "", false, false);
  }

  KnownProgram beginning(String text) {
    return new KnownProgram(stem, type, name, before, text, after, whole, highest);
  }

  KnownProgram followedBy(String text) {
    return new KnownProgram(stem, type, name, before, leading, text, whole, highest);
  }

  KnownProgram alone() {
    return new KnownProgram(stem, type, name, before, leading, after, true, highest);
  }

  KnownProgram highestOfAll() {
    return new KnownProgram(stem, type, name, before, leading, after, true, true);
  }

  /** Whether the last segment of {@code path}, which begins at {@code start}, is this program. */
  boolean isAt(String path, int start) {
    if (!path.startsWith(stem, start)) {
      return false;
    }
    boolean library = stem.startsWith(LIBRARY);
    for (int i = start + stem.length(); i < path.length(); i++) {
      char next = path.charAt(i);
      if (MAY_FOLLOW.indexOf(next) < 0 && !(library && (next == 's' || next == 'o'))) {
        return false;
      }
    }
    return true;
  }

  /** How the version of the file at {@code path} must begin. */
  String leading(String path) {
    if (!leading.equals(FROM_NAME)) {
      return leading;
    }
    int start = path.lastIndexOf('/') + 1 + stem.length();
    int end = start;
    while (end < path.length() && isPart(path.charAt(end))) {
      end++;
    }
    while (end > start && path.charAt(end - 1) == '.') {
      end--;
    }
    return end == start ? "" : path.substring(start, end) + ".";
  }

  byte[] beforeBytes() {
    return before.getBytes(ISO_8859_1);
  }

  private static boolean isPart(char character) {
    return character == '.' || (character >= '0' && character <= '9');
  }
}

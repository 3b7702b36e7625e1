package io.registrysidecar.inventory.pypi;

import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Says of a requirement's marker (PEP 508) whether it may hold in a container: extras that somebody
 * may have asked for do not count, nor do other systems than Linux. What cannot be known may hold.
 */
final class Marker {

  private static final int LONGEST = 1000;

  /** What a variable is not when it is compared with anything. */
  private static final Set<String> NEVER =
      Set.of("win32", "cygwin", "darwin", "windows", "nt", "java", "emscripten", "wasi");

  private static final Set<String> SYSTEM =
      Set.of("sys_platform", "platform_system", "os_name", "sys.platform", "os.name");

  private final StringTokenizer words;
  private String word;

  private Marker(String text) {
    this.words = new StringTokenizer(text, " ()\t", true);
    this.word = next();
  }

  static boolean mayHold(String text) {
    return text.length() > LONGEST || new Marker(text.toLowerCase(Locale.ROOT)).either();
  }

  private boolean either() {
    boolean holds = both();
    while (word.equals("or")) {
      word = next();
      holds |= both();
    }
    return holds;
  }

  private boolean both() {
    boolean holds = one();
    while (word.equals("and")) {
      word = next();
      holds &= one();
    }
    return holds;
  }

  private boolean one() {
    if (word.equals("(")) {
      word = next();
      boolean holds = either();
      word = next();
      return holds;
    }
    StringBuilder comparison = new StringBuilder();
    while (!word.isEmpty()
        && !word.equals("and")
        && !word.equals("or")
        && !word.equals("(")
        && !word.equals(")")) {
      comparison.append(word);
      word = next();
    }
    return mayBe(comparison.toString());
  }

  /** {@code name=='value'}, or the other way round. */
  private static boolean mayBe(String comparison) {
    int equals = comparison.indexOf("==");
    if (equals < 0) {
      return true;
    }
    String left = plain(comparison.substring(0, equals));
    String right = plain(comparison.substring(equals + 2));
    if (left.equals("extra") || right.equals("extra")) {
      return false;
    }
    return !(SYSTEM.contains(left) && NEVER.contains(right))
        && !(SYSTEM.contains(right) && NEVER.contains(left));
  }

  private static String plain(String text) {
    return text.replaceAll("[\"'=]", "").strip();
  }

  private String next() {
    while (words.hasMoreTokens()) {
      String token = words.nextToken();
      if (!token.isBlank()) {
        return token;
      }
    }
    return "";
  }
}

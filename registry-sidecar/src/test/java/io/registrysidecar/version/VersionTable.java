package io.registrysidecar.version;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of ordered versions: each line is a chain such as {@code 1.0~rc1 < 1.0 = 1.0-0 < 1.1}, or
 * {@code ? text} for a text that is no version. Empty lines and lines that begin with {@code #} are
 * for readers.
 */
final class VersionTable {

  private static final Pattern SIGN = Pattern.compile(" ([<=>]) ");

  /**
   * What the file says of one pair: {@code expected} is the sign of comparing {@code a} with {@code
   * b}.
   */
  record Pair(String a, int expected, String b, int line) {}

  private final List<Pair> pairs = new ArrayList<>();
  private final List<String> unparsable = new ArrayList<>();

  static VersionTable read(String resource) throws IOException {
    try (InputStream in = VersionTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no test resource " + resource);
      }
      return new VersionTable(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private VersionTable(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("? ")) {
        unparsable.add(line.substring(2));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        chain(line, i + 1);
      }
    }
  }

  /** Every pair of the chain whose signs point one way, not only neighbours. */
  private void chain(String line, int number) {
    List<String> versions = List.of(SIGN.split(line));
    List<Integer> signs = new ArrayList<>();
    for (Matcher sign = SIGN.matcher(line); sign.find(); ) {
      signs.add("<=>".indexOf(sign.group(1)) - 1);
    }
    for (int i = 0; i < versions.size(); i++) {
      int sign = 0;
      for (int j = i + 1; j < versions.size(); j++) {
        int step = signs.get(j - 1);
        if (sign != 0 && step != 0 && sign != step) {
          break;
        }
        sign = sign == 0 ? step : sign;
        pairs.add(new Pair(versions.get(i), sign, versions.get(j), number));
      }
    }
  }

  List<Pair> pairs() {
    return pairs;
  }

  List<String> unparsable() {
    return unparsable;
  }
}

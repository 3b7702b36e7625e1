package io.registrysidecar.version;

/**
 * The order of rpm: {@code [epoch:]version[-release]}; letters and digits in runs, numbers after
 * letters, {@code ~} before everything and {@code ^} right after the end (rpm-version(7)). What
 * stands between the runs does not matter.
 */
final class RpmOrder implements VersionOrder {

  @Override
  public String name() {
    return "rpm";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String rest = Text.bounded(name(), text);
    if (Text.hasWhiteSpace(rest)) {
      throw new UnparsableVersion(name(), text, "it contains white space");
    }
    String epoch = "";
    int colon = rest.indexOf(':');
    if (colon >= 0) {
      if (!Text.isNumber(rest.substring(0, colon))) {
        throw new UnparsableVersion(name(), text, "the epoch is not a number");
      }
      epoch = Text.number(rest.substring(0, colon));
      rest = rest.substring(colon + 1);
    }
    int dash = rest.lastIndexOf('-');
    String version = dash < 0 ? rest : rest.substring(0, dash);
    String release = dash < 0 ? "" : rest.substring(dash + 1);
    if (version.isEmpty()) {
      throw new UnparsableVersion(name(), text, "the version is empty");
    }
    if (dash >= 0 && release.isEmpty()) {
      throw new UnparsableVersion(name(), text, "the release is empty");
    }
    return new Version(epoch, version, release);
  }

  private record Version(String epoch, String version, String release) implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      Version that = (Version) other;
      int epochs = Text.compareNumbers(epoch, that.epoch);
      if (epochs != 0) {
        return epochs;
      }
      int versions = compareParts(version, that.version);
      if (versions != 0) {
        return versions;
      }
      // A version without release stands before all its releases.
      return release.isEmpty() || that.release.isEmpty()
          ? Boolean.compare(that.release.isEmpty(), release.isEmpty())
          : compareParts(release, that.release);
    }

    private static int compareParts(String a, String b) {
      int i = 0;
      int j = 0;
      while (true) {
        i = skip(a, i);
        j = skip(b, j);
        char first = at(a, i);
        char second = at(b, j);
        if (first == '~' || second == '~') {
          if (first != second) {
            return first == '~' ? -1 : 1;
          }
          i++;
          j++;
        } else if (first == '^' || second == '^') {
          if (first != second) {
            return first == '^' ? afterEnd(b, j) : -afterEnd(a, i);
          }
          i++;
          j++;
        } else if (i == a.length() || j == b.length()) {
          return Boolean.compare(i < a.length(), j < b.length());
        } else {
          int endA = endOfRun(a, i);
          int endB = endOfRun(b, j);
          int runs = compareRuns(a, i, endA, b, j, endB);
          if (runs != 0) {
            return runs;
          }
          i = endA;
          j = endB;
        }
      }
    }

    /** How {@code ^} compares with what the other version has at {@code index}. */
    private static int afterEnd(String other, int index) {
      return index == other.length() ? 1 : -1;
    }

    private static int compareRuns(String a, int i, int endA, String b, int j, int endB) {
      boolean digitsA = Text.isDigit(a.charAt(i));
      boolean digitsB = Text.isDigit(b.charAt(j));
      if (digitsA != digitsB) {
        return digitsA ? 1 : -1;
      }
      return digitsA
          ? Text.compareNumbers(a, i, endA, b, j, endB)
          : a.substring(i, endA).compareTo(b.substring(j, endB));
    }

    private static int skip(String text, int from) {
      int at = from;
      while (at < text.length() && !isPart(text.charAt(at))) {
        at++;
      }
      return at;
    }

    private static boolean isPart(char c) {
      return Text.isDigit(c) || Text.isLetter(c) || c == '~' || c == '^';
    }

    /** The end of the text is no character of any version. */
    private static char at(String text, int index) {
      return index < text.length() ? text.charAt(index) : 0;
    }

    private static int endOfRun(String text, int from) {
      if (Text.isDigit(text.charAt(from))) {
        return Text.endOfDigits(text, from);
      }
      int end = from;
      while (end < text.length() && Text.isLetter(text.charAt(end))) {
        end++;
      }
      return end;
    }
  }
}

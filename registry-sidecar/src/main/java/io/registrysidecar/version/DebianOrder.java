package io.registrysidecar.version;

/**
 * The order of dpkg: {@code [epoch:]upstream[-revision]}, where {@code ~} sorts before everything,
 * even the end (Debian policy §5.6.12, deb-version(7)).
 */
final class DebianOrder implements VersionOrder {

  @Override
  public String name() {
    return "Debian";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text);
    if (Text.hasWhiteSpace(version)) {
      throw new UnparsableVersion(name(), text, "it contains white space");
    }
    int epoch = 0;
    int colon = version.indexOf(':');
    if (colon >= 0) {
      epoch = epoch(text, version.substring(0, colon));
      version = version.substring(colon + 1);
    }
    int dash = version.lastIndexOf('-');
    String upstream = dash < 0 ? version : version.substring(0, dash);
    String revision = dash < 0 ? "" : version.substring(dash + 1);
    if (upstream.isEmpty()) {
      throw new UnparsableVersion(name(), text, "the upstream version is empty");
    }
    if (dash >= 0 && revision.isEmpty()) {
      throw new UnparsableVersion(name(), text, "the revision is empty");
    }
    return new Version(epoch, upstream, revision);
  }

  private int epoch(String text, String digits) throws UnparsableVersion {
    if (!Text.isNumber(digits)) {
      throw new UnparsableVersion(name(), text, "the epoch is not a number");
    }
    String number = Text.number(digits);
    if (Text.compareNumbers(number, Integer.toString(Integer.MAX_VALUE)) > 0) {
      throw new UnparsableVersion(name(), text, "the epoch is too large");
    }
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  record Version(int epoch, String upstream, String revision) implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      Version that = (Version) other;
      if (epoch != that.epoch) {
        return Integer.compare(epoch, that.epoch);
      }
      int upstreams = compareParts(upstream, that.upstream);
      return upstreams != 0 ? upstreams : compareParts(revision, that.revision);
    }

    /**
     * Runs of other characters and runs of digits in turn: the former by character weight, the
     * latter by value.
     */
    private static int compareParts(String a, String b) {
      int i = 0;
      int j = 0;
      while (i < a.length() || j < b.length()) {
        while (hasOther(a, i) || hasOther(b, j)) {
          int difference = weight(a, i) - weight(b, j);
          if (difference != 0) {
            return difference;
          }
          i++;
          j++;
        }
        int endA = Text.endOfDigits(a, i);
        int endB = Text.endOfDigits(b, j);
        int numbers = Text.compareNumbers(a, i, endA, b, j, endB);
        if (numbers != 0) {
          return numbers;
        }
        i = endA;
        j = endB;
      }
      return 0;
    }

    private static boolean hasOther(String text, int at) {
      return at < text.length() && !Text.isDigit(text.charAt(at));
    }

    /** {@code ~}, then the end and digits, then letters, then everything else. */
    private static int weight(String text, int at) {
      if (at >= text.length() || Text.isDigit(text.charAt(at))) {
        return 0;
      }
      char c = text.charAt(at);
      return c == '~' ? -1 : Text.isLetter(c) ? c : c + 256;
    }
  }
}

package io.registrysidecar.version;

/**
 * pacman's order (vercmp(8)): {@code [epoch:]version[-release]}; runs of digits and of letters are
 * compared one after another, digits above letters; what only one of two versions has decides for
 * it, unless it is letters: {@code 1.0rc} comes before {@code 1.0}. A version without release
 * stands before all its releases, where pacman calls them equal.
 */
final class PacmanOrder implements VersionOrder {

  private static final String NAME = "pacman";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(NAME, text);
    if (version.isEmpty() || version.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new UnparsableVersion(NAME, text, "it is empty or has characters that no version has");
    }
    int colon = version.indexOf(':');
    String epoch = colon < 0 ? "0" : version.substring(0, colon);
    String rest = version.substring(colon + 1);
    int hyphen = rest.lastIndexOf('-');
    return new Parsed(
        epoch,
        hyphen < 0 ? rest : rest.substring(0, hyphen),
        hyphen < 0 ? "" : rest.substring(hyphen + 1));
  }

  private record Parsed(String epoch, String version, String release) implements ParsedVersion {
    @Override
    public int compareTo(ParsedVersion that) {
      Parsed other = (Parsed) that;
      int byEpoch = compareParts(epoch, other.epoch);
      if (byEpoch != 0) {
        return byEpoch;
      }
      int byVersion = compareParts(version, other.version);
      if (byVersion != 0) {
        return byVersion;
      }
      return release.isEmpty() || other.release.isEmpty()
          ? Boolean.compare(other.release.isEmpty(), release.isEmpty())
          : compareParts(release, other.release);
    }
  }

  private static int compareParts(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int beginOfA = segment(a, i);
      int beginOfB = segment(b, j);
      if (beginOfA == a.length() || beginOfB == b.length()) {
        i = beginOfA;
        j = beginOfB;
        break;
      }
      if (beginOfA - i != beginOfB - j) {
        return Integer.compare(beginOfA - i, beginOfB - j);
      }
      boolean digits = Text.isDigit(a.charAt(beginOfA));
      i = end(a, beginOfA, digits);
      j = end(b, beginOfB, digits);
      if (j == beginOfB) {
        return digits ? 1 : -1;
      }
      String ofA = a.substring(beginOfA, i);
      String ofB = b.substring(beginOfB, j);
      int order = digits ? Text.compareNumbers(ofA, ofB) : ofA.compareTo(ofB);
      if (order != 0) {
        return order;
      }
    }
    boolean endOfA = i >= a.length();
    boolean endOfB = j >= b.length();
    if (endOfA && endOfB) {
      return 0;
    }
    return endOfA ? Text.isLetter(b.charAt(j)) ? 1 : -1 : Text.isLetter(a.charAt(i)) ? -1 : 1;
  }

  /** Where the next run of letters or digits begins. */
  private static int segment(String text, int from) {
    int at = from;
    while (at < text.length()
        && !Text.isDigit(text.charAt(at))
        && !Text.isLetter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int end(String text, int from, boolean digits) {
    int at = from;
    while (at < text.length()
        && (digits ? Text.isDigit(text.charAt(at)) : Text.isLetter(text.charAt(at)))) {
      at++;
    }
    return at;
  }
}

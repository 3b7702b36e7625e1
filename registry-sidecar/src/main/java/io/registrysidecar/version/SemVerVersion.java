package io.registrysidecar.version;

import java.util.ArrayList;
import java.util.List;

/**
 * A version in the manner of Semantic Versioning 2.0.0 §11: numbers, then a pre-release; build
 * metadata does not count.
 *
 * <p>Advisories and packages are laxer than the specification, so any count of numbers is read, and
 * missing ones are zero: {@code 1} is {@code 1.0.0}, and {@code 1.2.3.4} follows {@code 1.2.3}.
 *
 * @param numbers without leading zeros
 * @param preRelease its identifiers; empty for a release
 */
record SemVerVersion(List<String> numbers, List<String> preRelease) implements ParsedVersion {

  /**
   * Reads {@code 1.2.3-rc.1+build}.
   *
   * @param bareSuffix whether letters may follow the numbers without a hyphen: {@code 1.2.3rc1}
   */
  static SemVerVersion parse(String order, String text, boolean bareSuffix)
      throws UnparsableVersion {
    int plus = text.indexOf('+');
    String version = plus < 0 ? text : text.substring(0, plus);
    List<String> numbers = new ArrayList<>();
    int at = 0;
    while (true) {
      int end = Text.endOfDigits(version, at);
      if (end == at) {
        throw new UnparsableVersion(
            order, text, "a number is missing at \"%s\"".formatted(version.substring(at)));
      }
      numbers.add(Text.number(version.substring(at, end)));
      at = end;
      if (at == version.length() || version.charAt(at) != '.') {
        break;
      }
      at++;
    }
    if (at == version.length()) {
      return new SemVerVersion(List.copyOf(numbers), List.of());
    }
    boolean hyphen = version.charAt(at) == '-';
    if (!hyphen && !(bareSuffix && Text.isLetter(version.charAt(at)))) {
      throw new UnparsableVersion(
          order, text, "\"%s\" is not a pre-release".formatted(version.substring(at)));
    }
    return new SemVerVersion(
        List.copyOf(numbers),
        identifiers(order, text, "pre-release", version.substring(hyphen ? at + 1 : at)));
  }

  /**
   * Reads identifiers between points.
   *
   * @param part what they are of, for the message
   */
  static List<String> identifiers(String order, String text, String part, String joined)
      throws UnparsableVersion {
    List<String> identifiers = List.of(joined.split("\\.", -1));
    for (String identifier : identifiers) {
      if (identifier.isEmpty()) {
        throw new UnparsableVersion(order, text, "an identifier of the " + part + " is empty");
      }
      for (int i = 0; i < identifier.length(); i++) {
        char c = identifier.charAt(i);
        if (!Text.isDigit(c) && !Text.isLetter(c) && c != '-') {
          throw new UnparsableVersion(
              order, text, "\"%s\" is not allowed in a %s".formatted(c, part));
        }
      }
    }
    return identifiers;
  }

  @Override
  public int compareTo(ParsedVersion other) {
    SemVerVersion that = (SemVerVersion) other;
    for (int i = 0; i < Math.max(numbers.size(), that.numbers.size()); i++) {
      int difference = Text.compareNumbers(numberAt(i), that.numberAt(i));
      if (difference != 0) {
        return difference;
      }
    }
    if (preRelease.isEmpty() || that.preRelease.isEmpty()) {
      return Boolean.compare(preRelease.isEmpty(), that.preRelease.isEmpty());
    }
    return compareLists(preRelease, that.preRelease);
  }

  /** Compares identifiers one by one; the beginning of a longer list comes before it. */
  static int compareLists(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int difference = compareIdentifiers(a.get(i), b.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private String numberAt(int index) {
    return index < numbers.size() ? numbers.get(index) : "";
  }

  private static int compareIdentifiers(String a, String b) {
    boolean numberA = Text.isNumber(a);
    boolean numberB = Text.isNumber(b);
    if (numberA && numberB) {
      return Text.compareNumbers(Text.number(a), Text.number(b));
    }
    return numberA == numberB ? a.compareTo(b) : numberA ? -1 : 1;
  }
}

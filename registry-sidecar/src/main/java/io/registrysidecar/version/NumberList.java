package io.registrysidecar.version;

import java.util.ArrayList;
import java.util.List;

/**
 * A version that is a list of numbers, where a shorter list comes before a longer one that begins
 * with it: {@code 1.0 < 1.0.0}.
 *
 * @param numbers without leading zeros
 */
record NumberList(List<String> numbers) implements ParsedVersion {

  /**
   * Reads numbers.
   *
   * @param separators the characters that may stand between two of them
   */
  static NumberList parse(String order, String text, String separators) throws UnparsableVersion {
    List<String> numbers = new ArrayList<>();
    int at = 0;
    while (true) {
      int end = Text.endOfDigits(text, at);
      if (end == at) {
        throw new UnparsableVersion(
            order, text, "a number is missing at \"%s\"".formatted(text.substring(at)));
      }
      numbers.add(Text.number(text.substring(at, end)));
      if (end == text.length()) {
        return new NumberList(List.copyOf(numbers));
      }
      if (separators.indexOf(text.charAt(end)) < 0) {
        throw new UnparsableVersion(
            order, text, "\"%s\" has no place there".formatted(text.substring(end)));
      }
      at = end + 1;
    }
  }

  @Override
  public int compareTo(ParsedVersion other) {
    NumberList that = (NumberList) other;
    for (int i = 0; i < Math.min(numbers.size(), that.numbers.size()); i++) {
      int difference = Text.compareNumbers(numbers.get(i), that.numbers.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(numbers.size(), that.numbers.size());
  }
}

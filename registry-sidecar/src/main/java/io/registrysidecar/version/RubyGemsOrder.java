package io.registrysidecar.version;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of RubyGems ({@code Gem::Version}): runs of digits and runs of letters are segments; a
 * word makes a pre-release and sorts before a number; a hyphen reads as {@code .pre.}.
 */
final class RubyGemsOrder implements VersionOrder {

  private static final Pattern GRAMMAR =
      Pattern.compile("[0-9]++(?:\\.[0-9a-zA-Z]++)*+(?:-[0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+)?+");

  private static final Pattern SEGMENT = Pattern.compile("[0-9]++|[a-zA-Z]++");

  @Override
  public String name() {
    return "RubyGems";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text);
    if (!GRAMMAR.matcher(version).matches()) {
      throw new UnparsableVersion(name(), text, "it is no version of RubyGems");
    }
    List<String> segments = new ArrayList<>();
    boolean words = false;
    for (Matcher segment = SEGMENT.matcher(version.replace("-", ".pre.")); segment.find(); ) {
      boolean word = Text.isLetter(segment.group().charAt(0));
      if (word && !words) {
        dropZeros(segments);
        words = true;
      }
      segments.add(word ? segment.group() : Text.number(segment.group()));
    }
    dropZeros(segments);
    return new Version(List.copyOf(segments));
  }

  private static void dropZeros(List<String> segments) {
    while (!segments.isEmpty() && segments.getLast().isEmpty()) {
      segments.removeLast();
    }
  }

  /**
   * A version.
   *
   * @param segments words, and numbers without leading zeros; no zeros at the end of the numbers
   *     nor of what follows the first word
   */
  private record Version(List<String> segments) implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      Version that = (Version) other;
      for (int i = 0; i < Math.max(segments.size(), that.segments.size()); i++) {
        int difference = compareSegments(at(i), that.at(i));
        if (difference != 0) {
          return difference;
        }
      }
      return 0;
    }

    private String at(int index) {
      return index < segments.size() ? segments.get(index) : "";
    }

    private static int compareSegments(String a, String b) {
      boolean wordA = isWord(a);
      boolean wordB = isWord(b);
      if (wordA != wordB) {
        return wordA ? -1 : 1;
      }
      return wordA ? a.compareTo(b) : Text.compareNumbers(a, b);
    }

    private static boolean isWord(String segment) {
      return !segment.isEmpty() && Text.isLetter(segment.charAt(0));
    }
  }
}

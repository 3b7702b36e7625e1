package io.registrysidecar.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order for versions that nobody defined an order of. Runs of digits are numbers, runs of
 * letters are words, whatever stands between separates them, and the first that differs decides: a
 * word of a pre-release ({@code dev}, {@code alpha}, {@code beta}, {@code rc} …) comes before the
 * end, other words behind it in the order of the alphabet, numbers last: {@code 1.0rc1 < 1.0 < 1.0a
 * < 1.0.1}. Upper and lower case are the same, and so are {@code 1.0}, {@code 1.0.0}, {@code v1.0}
 * and {@code 1.0-final}. What does not begin with a number is no version.
 */
final class GenericOrder implements VersionOrder {

  private static final Pattern GRAMMAR = Pattern.compile("[vV]?+[0-9][!-~]*+");

  private static final Pattern SEGMENT = Pattern.compile("[0-9]++|[a-z]++");

  /** Words of versions that are not final, from the earliest. */
  private static final Map<String, Integer> EARLY =
      Map.ofEntries(
          Map.entry("nightly", 1),
          Map.entry("dev", 1),
          Map.entry("snapshot", 1),
          Map.entry("canary", 1),
          Map.entry("alpha", 2),
          Map.entry("beta", 3),
          Map.entry("milestone", 4),
          Map.entry("pre", 5),
          Map.entry("preview", 5),
          Map.entry("prerelease", 5),
          Map.entry("rc", 6));

  /** Words that say nothing. */
  private static final Set<String> FINAL = Set.of("final", "ga", "release", "stable");

  @Override
  public String name() {
    return "generic";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text).toLowerCase(Locale.ROOT);
    if (!GRAMMAR.matcher(version).matches()) {
      throw new UnparsableVersion(
          name(), text, "it does not begin with a number, or has characters that no version has");
    }
    List<Segment> segments = new ArrayList<>();
    Matcher run = SEGMENT.matcher(version);
    for (boolean found = run.find(version.charAt(0) == 'v' ? 1 : 0); found; found = run.find()) {
      String word = run.group();
      if (Text.isDigit(word.charAt(0))) {
        segments.add(new Segment(Kind.NUMBER, 0, Text.number(word)));
      } else if (!FINAL.contains(word)) {
        dropZeros(segments);
        int stage = EARLY.getOrDefault(word, 0);
        segments.add(
            stage > 0 ? new Segment(Kind.EARLY, stage, "") : new Segment(Kind.WORD, 0, word));
      }
    }
    dropZeros(segments);
    return new Version(List.copyOf(segments));
  }

  private static void dropZeros(List<Segment> segments) {
    while (!segments.isEmpty() && segments.getLast().equals(Segment.ZERO)) {
      segments.removeLast();
    }
  }

  /** In the order in which they are compared. */
  private enum Kind {
    EARLY,
    END,
    WORD,
    NUMBER
  }

  /**
   * A number or a word.
   *
   * @param stage of a pre-release, else zero
   * @param text the word, or the number without leading zeros
   */
  private record Segment(Kind kind, int stage, String text) {

    static final Segment ZERO = new Segment(Kind.NUMBER, 0, "");

    static final Segment END = new Segment(Kind.END, 0, "");

    int compareTo(Segment that) {
      int kinds = kind.compareTo(that.kind);
      if (kinds != 0) {
        return kinds;
      }
      return switch (kind) {
        case EARLY -> Integer.compare(stage, that.stage);
        case END -> 0;
        case WORD -> text.compareTo(that.text);
        case NUMBER -> Text.compareNumbers(text, that.text);
      };
    }
  }

  private record Version(List<Segment> segments) implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      Version that = (Version) other;
      for (int i = 0; i < Math.max(segments.size(), that.segments.size()); i++) {
        int difference = at(i).compareTo(that.at(i));
        if (difference != 0) {
          return difference;
        }
      }
      return 0;
    }

    private Segment at(int index) {
      return index < segments.size() ? segments.get(index) : Segment.END;
    }
  }
}

package io.registrysidecar.version;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The order of Maven 3.9, as the POM reference describes it: numbers, qualifiers and hyphenated
 * lists. Any text is a Maven version.
 *
 * <p>A version is a list of items; a hyphen, or a change between letters and digits, opens a list
 * within the list. Items that mean nothing at the end of a list ({@code 0}, {@code ga}, {@code
 * final}, {@code release}) are dropped, so {@code 1.0.0} is {@code 1}.
 *
 * <p>Maven's own definition is not transitive for odd versions with a word after a dot ({@code
 * 1-SNAPSHOT < 1.0.0 < 1.x.x}, but {@code 1.x.x < 1-SNAPSHOT}). This order gives Maven's answers
 * for those too.
 */
final class MavenOrder implements VersionOrder {

  @Override
  public String name() {
    return "Maven";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    return new Version(new Reader(Text.bounded(name(), text).toLowerCase(Locale.ENGLISH)).read());
  }

  private record Version(Nested items) implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      return items.compareWith(((Version) other).items);
    }
  }

  /** One item of a version. */
  private sealed interface Item {

    /** Whether the item can be dropped from the end of a list. */
    boolean isEmpty();

    int compareWith(Item that);
  }

  /** What a list has after its last item. */
  private enum Nothing implements Item {
    NOTHING;

    @Override
    public boolean isEmpty() {
      return true;
    }

    @Override
    public int compareWith(Item that) {
      return -that.compareWith(this);
    }
  }

  /** Digits without leading zeros. */
  private record Numeral(String digits) implements Item {

    static final Numeral ZERO = new Numeral("");

    @Override
    public boolean isEmpty() {
      return digits.isEmpty();
    }

    @Override
    public int compareWith(Item that) {
      return switch (that) {
        case Numeral number -> Text.compareNumbers(digits, number.digits);
        case Nothing _ -> isEmpty() ? 0 : 1;
        case Qualifier _, Nested _ -> 1;
      };
    }
  }

  /** A word, in lower case and without aliases. */
  private record Qualifier(String word) implements Item {

    /**
     * Known words in order; the empty one is the release itself. Unknown words follow,
     * alphabetically.
     */
    private static final List<String> KNOWN =
        List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");

    private static final Map<String, String> ALIASES =
        Map.of("ga", "", "final", "", "release", "", "cr", "rc");

    private static final Map<String, String> ABBREVIATIONS =
        Map.of("a", "alpha", "b", "beta", "m", "milestone");

    static Qualifier of(String word) {
      return new Qualifier(ALIASES.getOrDefault(word, word));
    }

    /** The word in front of a digit, where one letter is an abbreviation: {@code 1.0a1}. */
    static Qualifier ofPrefix(String word) {
      return of(ABBREVIATIONS.getOrDefault(word, word));
    }

    @Override
    public boolean isEmpty() {
      return word.isEmpty();
    }

    @Override
    public int compareWith(Item that) {
      return switch (that) {
        case Qualifier other -> compareWords(word, other.word);
        case Nothing _ -> compareWords(word, "");
        case Numeral _, Nested _ -> -1;
      };
    }

    private static int compareWords(String a, String b) {
      int rank = Integer.compare(rank(a), rank(b));
      return rank != 0 || KNOWN.contains(a) ? rank : a.compareTo(b);
    }

    private static int rank(String word) {
      int known = KNOWN.indexOf(word);
      return known < 0 ? KNOWN.size() : known;
    }
  }

  /** A list within the list. */
  private record Nested(List<Item> items) implements Item {

    @Override
    public boolean isEmpty() {
      return items.isEmpty();
    }

    @Override
    public int compareWith(Item that) {
      return switch (that) {
        case Nested other -> compareLists(items, other.items);
        case Nothing _ -> compareLists(items, List.of());
        case Numeral _ -> -1;
        case Qualifier _ -> 1;
      };
    }

    private static int compareLists(List<Item> a, List<Item> b) {
      for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
        int difference = itemOrNothing(a, i).compareWith(itemOrNothing(b, i));
        if (difference != 0) {
          return difference;
        }
      }
      return 0;
    }

    private static Item itemOrNothing(List<Item> items, int index) {
      return index < items.size() ? items.get(index) : Nothing.NOTHING;
    }

    /** Drops what means nothing at the end, and in front of a list at the end. */
    void trim() {
      for (int i = items.size() - 1; i >= 0; i--) {
        if (items.get(i).isEmpty()) {
          items.remove(i);
        } else if (!(items.get(i) instanceof Nested)) {
          return;
        }
      }
    }
  }

  /** Reads one version from left to right. */
  private static final class Reader {

    private final String text;
    private final Deque<Nested> open = new ArrayDeque<>();

    Reader(String text) {
      this.text = text;
    }

    Nested read() {
      Nested all = new Nested(new ArrayList<>());
      open.push(all);
      int at = 0;
      while (at < text.length()) {
        int end = endOfRun(at);
        boolean separated = end < text.length() && isSeparator(text.charAt(end));
        add(text.substring(at, end), end < text.length() && !separated, separated);
        if (separated && text.charAt(end) == '-') {
          nest();
        }
        at = separated ? end + 1 : end;
      }
      while (!open.isEmpty()) {
        open.pop().trim();
      }
      return all;
    }

    /**
     * Adds one run of digits or of anything else; {@code touching}: the next run follows without a
     * separator.
     */
    private void add(String run, boolean touching, boolean separated) {
      if (run.isEmpty()) {
        current().add(Numeral.ZERO);
      } else if (Text.isDigit(run.charAt(0))) {
        current().add(new Numeral(Text.number(run)));
        if (touching) {
          nest();
        }
      } else if (separated) {
        current().add(Qualifier.of(run));
      } else {
        if (!current().isEmpty()) {
          nest();
        }
        current().add(touching ? Qualifier.ofPrefix(run) : Qualifier.of(run));
        if (touching) {
          nest();
        }
      }
    }

    private List<Item> current() {
      return open.element().items;
    }

    private void nest() {
      Nested list = new Nested(new ArrayList<>());
      current().add(list);
      open.push(list);
    }

    private int endOfRun(int from) {
      int end = from;
      while (end < text.length()
          && !isSeparator(text.charAt(end))
          && Text.isDigit(text.charAt(end)) == Text.isDigit(text.charAt(from))) {
        end++;
      }
      return end;
    }

    private static boolean isSeparator(char c) {
      return c == '.' || c == '-';
    }
  }
}

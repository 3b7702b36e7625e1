package io.registrysidecar.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of apk: {@code number{.number}[letter]{_suffix[number]}[~hash][-rN]}, where {@code
 * _alpha}, {@code _beta}, {@code _pre} and {@code _rc} sort before the release (apk-version(5)).
 */
final class AlpineOrder implements VersionOrder {

  /** Before the release below zero, after it above. */
  private static final Map<String, Integer> SUFFIXES =
      Map.of(
          "alpha", -4, "beta", -3, "pre", -2, "rc", -1, "cvs", 1, "svn", 2, "git", 3, "hg", 4, "p",
          5);

  @Override
  public String name() {
    return "Alpine";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text);
    List<Part> parts = new ArrayList<>();
    int at = Text.endOfDigits(version, 0);
    if (at == 0) {
      throw new UnparsableVersion(name(), text, "it does not begin with a number");
    }
    parts.add(new Part(Kind.FIRST_NUMBER, Text.number(version.substring(0, at)), 0));
    while (at < version.length()) {
      Part part = next(version, at, parts.getLast().kind);
      if (part == null) {
        throw new UnparsableVersion(
            name(), text, "\"%s\" has no place there".formatted(version.substring(at)));
      }
      parts.add(part);
      at += part.length;
    }
    return new Version(List.copyOf(parts));
  }

  /** The part at {@code at}, or null when nothing that may follow {@code before} starts there. */
  private static @Nullable Part next(String version, int at, Kind before) {
    char c = version.charAt(at);
    boolean inNumbers = before == Kind.FIRST_NUMBER || before == Kind.NUMBER;
    boolean beforeHash = inNumbers || before == Kind.LETTER || before.isSuffix();
    if (c == '.' && inNumbers) {
      int end = Text.endOfDigits(version, at + 1);
      return end == at + 1 ? null : new Part(Kind.NUMBER, version.substring(at + 1, end), end - at);
    }
    if (c >= 'a' && c <= 'z' && inNumbers) {
      return new Part(Kind.LETTER, version.substring(at, at + 1), 1);
    }
    if (Text.isDigit(c) && (before == Kind.EARLY_SUFFIX || before == Kind.LATE_SUFFIX)) {
      int end = Text.endOfDigits(version, at);
      return new Part(Kind.SUFFIX_NUMBER, Text.number(version.substring(at, end)), end - at);
    }
    if (c == '_' && beforeHash) {
      return suffix(version, at);
    }
    if (c == '~' && beforeHash) {
      int end = at + 1;
      while (end < version.length() && isHash(version.charAt(end))) {
        end++;
      }
      return end == at + 1 ? null : new Part(Kind.HASH, version.substring(at + 1, end), end - at);
    }
    if (version.startsWith("-r", at) && before != Kind.REVISION) {
      int end = Text.endOfDigits(version, at + 2);
      return end == at + 2
          ? null
          : new Part(Kind.REVISION, Text.number(version.substring(at + 2, end)), end - at);
    }
    return null;
  }

  private static @Nullable Part suffix(String version, int at) {
    int end = at + 1;
    while (end < version.length() && version.charAt(end) >= 'a' && version.charAt(end) <= 'z') {
      end++;
    }
    String word = version.substring(at + 1, end);
    Integer place = SUFFIXES.get(word);
    if (place == null) {
      return null;
    }
    return new Part(place < 0 ? Kind.EARLY_SUFFIX : Kind.LATE_SUFFIX, word, end - at);
  }

  private static boolean isHash(char c) {
    return Text.isDigit(c) || (c >= 'a' && c <= 'f');
  }

  /** What a part is; where two versions first differ in it, the later kind is the later version. */
  private enum Kind {
    EARLY_SUFFIX,
    END,
    REVISION,
    HASH,
    SUFFIX_NUMBER,
    LATE_SUFFIX,
    LETTER,
    NUMBER,
    FIRST_NUMBER;

    boolean isSuffix() {
      return this == EARLY_SUFFIX || this == LATE_SUFFIX || this == SUFFIX_NUMBER;
    }
  }

  private record Part(Kind kind, String value, int length) {

    int compareTo(Part that) {
      if (kind != that.kind) {
        return kind.compareTo(that.kind);
      }
      return switch (kind) {
        case END -> 0;
        case FIRST_NUMBER, SUFFIX_NUMBER, REVISION -> Text.compareNumbers(value, that.value);
        case NUMBER -> compareDecimals(value, that.value);
        case EARLY_SUFFIX, LATE_SUFFIX ->
            Integer.compare(SUFFIXES.getOrDefault(value, 0), SUFFIXES.getOrDefault(that.value, 0));
        case LETTER, HASH -> value.compareTo(that.value);
      };
    }

    /** Like decimals once a zero leads: {@code 1.05 < 1.1 < 1.10}. */
    private static int compareDecimals(String a, String b) {
      return a.charAt(0) == '0' || b.charAt(0) == '0' ? a.compareTo(b) : Text.compareNumbers(a, b);
    }
  }

  private static final Part END = new Part(Kind.END, "", 0);

  private record Version(List<Part> parts) implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      Version that = (Version) other;
      int longer = Math.max(parts.size(), that.parts.size());
      for (int i = 0; i < longer; i++) {
        int difference = at(i).compareTo(that.at(i));
        if (difference != 0) {
          return difference;
        }
      }
      return 0;
    }

    private Part at(int index) {
      return index < parts.size() ? parts.get(index) : END;
    }
  }
}

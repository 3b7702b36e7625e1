package io.registrysidecar.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The order of Composer: up to four numbers, or a date; then a stability such as {@code beta2} or
 * {@code p1}. Names of branches ({@code dev-main}, {@code 2.x-dev}) are not versions and have no
 * place in it.
 */
final class PackagistOrder implements VersionOrder {

  private static final String MODIFIER =
      "(?:[._-]?(?:(?<kind>stable|beta|b|rc|alpha|a|patch|pl|p)(?<count>(?:[.-]?[0-9]++)*+))?"
          + "(?<dev>[.-]?dev)?)";

  private static final Pattern CLASSIC =
      Pattern.compile("v?(?<numbers>[0-9]{1,5}(?:\\.[0-9]++){0,3})" + MODIFIER);

  private static final Pattern DATE =
      Pattern.compile(
          "v?(?<numbers>[0-9]{4}(?:[.:-]?[0-9]{2}){1,6}(?:[.:-]?[0-9]{1,3}){0,2})" + MODIFIER);

  private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]++");
  private static final Pattern FLAG = Pattern.compile("@(?:stable|rc|beta|alpha|dev)$");
  private static final int NUMBERS = 4;

  @Override
  public String name() {
    return "Packagist";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text).toLowerCase(Locale.ROOT);
    version = FLAG.matcher(version).replaceFirst("");
    int plus = version.indexOf('+');
    if (plus > 0 && !Text.hasWhiteSpace(version)) {
      version = version.substring(0, plus);
    }
    Matcher classic = CLASSIC.matcher(version);
    if (classic.matches()) {
      return version(classic, NUMBERS);
    }
    Matcher date = DATE.matcher(version);
    if (date.matches()) {
      return version(date, 0);
    }
    throw new UnparsableVersion(name(), text, "it is a branch, or no version of Composer");
  }

  /** Fills the numbers up with zeros until there are {@code least}. */
  private static Version version(Matcher match, int least) {
    List<Part> parts = new ArrayList<>(numbers(match.group("numbers")));
    while (parts.size() < least) {
      parts.add(new Part(Kind.NUMBER, ""));
    }
    String kind = match.group("kind");
    if (kind != null && !kind.equals("stable")) {
      parts.add(new Part(kind(kind), ""));
      parts.addAll(numbers(match.group("count")));
    }
    if (match.group("dev") != null) {
      parts.add(new Part(Kind.DEV, ""));
    }
    return new Version(List.copyOf(parts));
  }

  private static Kind kind(String word) {
    return switch (word.charAt(0)) {
      case 'a' -> Kind.ALPHA;
      case 'b' -> Kind.BETA;
      case 'r' -> Kind.CANDIDATE;
      default -> Kind.PATCH;
    };
  }

  private static List<Part> numbers(@Nullable String text) {
    List<Part> parts = new ArrayList<>();
    for (String digits : NOT_DIGITS.split(text == null ? "" : text)) {
      if (!digits.isEmpty()) {
        parts.add(new Part(Kind.NUMBER, Text.number(digits)));
      }
    }
    return parts;
  }

  /** What a part is; where two versions first differ in it, the later kind is the later version. */
  private enum Kind {
    DEV,
    ALPHA,
    BETA,
    CANDIDATE,
    END,
    NUMBER,
    PATCH
  }

  private record Part(Kind kind, String number) implements Comparable<Part> {

    static final Part END = new Part(Kind.END, "");

    @Override
    public int compareTo(Part that) {
      int kinds = kind.compareTo(that.kind);
      return kinds != 0 ? kinds : Text.compareNumbers(number, that.number);
    }
  }

  private record Version(List<Part> parts) implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      Version that = (Version) other;
      for (int i = 0; i < Math.max(parts.size(), that.parts.size()); i++) {
        int difference = at(i).compareTo(that.at(i));
        if (difference != 0) {
          return difference;
        }
      }
      return 0;
    }

    private Part at(int index) {
      return index < parts.size() ? parts.get(index) : Part.END;
    }
  }
}

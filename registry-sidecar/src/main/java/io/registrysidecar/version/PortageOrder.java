package io.registrysidecar.version;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gentoo's order (Package Manager Specification, "Version Comparison"): {@code
 * number{.number}[letter]{_suffix[number]}[-rN]}. Numbers behind the first are compared as decimals
 * where one of them begins with a zero: {@code 1.05 < 1.1 < 1.10}.
 */
final class PortageOrder implements VersionOrder {

  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?<numbers>[0-9]++(?:\\.[0-9]++)*+)(?<letter>[a-z]?+)"
              + "(?<suffixes>(?:_(?:alpha|beta|pre|rc|p)[0-9]*+)*+)(?:-r(?<revision>[0-9]++))?+");

  private static final Pattern SUFFIX = Pattern.compile("_([a-z]++)([0-9]*+)");

  @Override
  public String name() {
    return "Portage";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    Matcher version = GRAMMAR.matcher(Text.bounded(name(), text));
    if (!version.matches()) {
      throw new UnparsableVersion(
          name(), text, "it does not follow the Package Manager Specification");
    }
    List<Suffix> suffixes = new ArrayList<>();
    for (Matcher suffix = SUFFIX.matcher(version.group("suffixes")); suffix.find(); ) {
      suffixes.add(new Suffix(Stage.of(suffix.group(1)), Text.number(suffix.group(2))));
    }
    String revision = version.group("revision");
    return new Version(
        List.of(version.group("numbers").split("\\.")),
        version.group("letter"),
        List.copyOf(suffixes),
        revision == null ? "" : Text.number(revision));
  }

  /** What a suffix says of a version; {@code END} is that there is none. */
  private enum Stage {
    ALPHA,
    BETA,
    PRE,
    RC,
    END,
    PATCH;

    static Stage of(String word) {
      return switch (word) {
        case "alpha" -> ALPHA;
        case "beta" -> BETA;
        case "pre" -> PRE;
        case "rc" -> RC;
        default -> PATCH;
      };
    }
  }

  private record Suffix(Stage stage, String number) {

    static final Suffix END = new Suffix(Stage.END, "");

    int compareTo(Suffix that) {
      int stages = stage.compareTo(that.stage);
      return stages != 0 ? stages : Text.compareNumbers(number, that.number);
    }
  }

  private record Version(
      List<String> numbers, String letter, List<Suffix> suffixes, String revision)
      implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      Version that = (Version) other;
      int difference = compareNumbers(that);
      if (difference == 0) {
        difference = letter.compareTo(that.letter);
      }
      for (int i = 0; difference == 0 && i < Math.max(suffixes.size(), that.suffixes.size()); i++) {
        difference = suffix(i).compareTo(that.suffix(i));
      }
      return difference != 0 ? difference : Text.compareNumbers(revision, that.revision);
    }

    private int compareNumbers(Version that) {
      for (int i = 0; i < Math.min(numbers.size(), that.numbers.size()); i++) {
        String a = numbers.get(i);
        String b = that.numbers.get(i);
        int difference =
            i > 0 && (a.charAt(0) == '0' || b.charAt(0) == '0')
                ? withoutZeros(a).compareTo(withoutZeros(b))
                : Text.compareNumbers(Text.number(a), Text.number(b));
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(numbers.size(), that.numbers.size());
    }

    private Suffix suffix(int index) {
      return index < suffixes.size() ? suffixes.get(index) : Suffix.END;
    }

    private static String withoutZeros(String digits) {
      int end = digits.length();
      while (end > 0 && digits.charAt(end - 1) == '0') {
        end--;
      }
      return digits.substring(0, end);
    }
  }
}

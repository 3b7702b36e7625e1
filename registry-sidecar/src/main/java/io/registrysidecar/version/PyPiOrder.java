package io.registrysidecar.version;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The order of Python packages (PEP 440): epoch, release, pre-, post- and development release,
 * local version, with the spellings that the PEP normalises.
 */
final class PyPiOrder implements VersionOrder {

  private static final Pattern GRAMMAR =
      Pattern.compile(
          """
          v?
          (?: ( [0-9]++ ) ! )?+
          ( [0-9]++ (?: \\. [0-9]++ )*+ )
          (?: [-_.]? ( alpha | a | beta | b | preview | pre | c | rc ) [-_.]? ( [0-9]*+ ) )?+
          (?: - ( [0-9]++ )
            | [-_.]? ( post | rev | r ) [-_.]? ( [0-9]*+ ) )?+
          (?: [-_.]? ( dev ) [-_.]? ( [0-9]*+ ) )?+
          (?: \\+ ( [a-z0-9]++ (?: [-_.] [a-z0-9]++ )*+ ) )?+
          """,
          Pattern.COMMENTS);

  // By number: a matcher copies the table of its names whenever it is asked for one.
  private static final int EPOCH = 1;
  private static final int RELEASE = 2;
  private static final int PRE = 3;
  private static final int PRE_NUMBER = 4;
  private static final int IMPLICIT_POST = 5;
  private static final int POST = 6;
  private static final int POST_NUMBER = 7;
  private static final int DEV = 8;
  private static final int DEV_NUMBER = 9;
  private static final int LOCAL = 10;

  @Override
  public String name() {
    return "PyPI";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    Matcher version = GRAMMAR.matcher(Text.bounded(name(), text).toLowerCase(Locale.ENGLISH));
    if (!version.matches()) {
      throw new UnparsableVersion(name(), text, "it does not follow PEP 440");
    }
    return new Version(
        number(version, EPOCH),
        release(version.group(RELEASE)),
        phase(version),
        number(version, PRE_NUMBER),
        post(version),
        version.group(DEV) == null ? null : number(version, DEV_NUMBER),
        local(version.group(LOCAL)));
  }

  private static String number(Matcher version, int group) {
    String digits = version.group(group);
    return digits == null ? "" : Text.number(digits);
  }

  /** Without trailing zeros. */
  private static List<String> release(String text) {
    List<String> numbers = new ArrayList<>();
    for (String number : text.split("\\.")) {
      numbers.add(Text.number(number));
    }
    while (!numbers.isEmpty() && numbers.getLast().isEmpty()) {
      numbers.removeLast();
    }
    return List.copyOf(numbers);
  }

  private static Phase phase(Matcher version) {
    String word = version.group(PRE);
    if (word == null) {
      boolean onlyDev = version.group(DEV) != null && post(version) == null;
      return onlyDev ? Phase.DEV : Phase.FINAL;
    }
    return switch (word.charAt(0)) {
      case 'a' -> Phase.ALPHA;
      case 'b' -> Phase.BETA;
      default -> Phase.CANDIDATE;
    };
  }

  private static @Nullable String post(Matcher version) {
    if (version.group(IMPLICIT_POST) != null) {
      return number(version, IMPLICIT_POST);
    }
    return version.group(POST) == null ? null : number(version, POST_NUMBER);
  }

  private static List<String> local(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split("[-_.]"));
  }

  private enum Phase {
    DEV,
    ALPHA,
    BETA,
    CANDIDATE,
    FINAL
  }

  /** A null post- or development number means that the version is no such release. */
  private record Version(
      String epoch,
      List<String> release,
      Phase phase,
      String preNumber,
      @Nullable String post,
      @Nullable String dev,
      List<String> local)
      implements ParsedVersion {

    private static final Comparator<String> NUMBERS = Text::compareNumbers;

    private static final Comparator<Version> ORDER =
        Comparator.comparing(Version::epoch, NUMBERS)
            .thenComparing(Version::release, Version::compareReleases)
            .thenComparing(Version::phase)
            .thenComparing(Version::preNumber, NUMBERS)
            .thenComparing(Version::post, Comparator.nullsFirst(NUMBERS))
            .thenComparing(Version::dev, Comparator.nullsLast(NUMBERS))
            .thenComparing(Version::local, Version::compareLocals);

    @Override
    public int compareTo(ParsedVersion other) {
      return ORDER.compare(this, (Version) other);
    }

    private static int compareReleases(List<String> a, List<String> b) {
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        int difference = Text.compareNumbers(a.get(i), b.get(i));
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(a.size(), b.size());
    }

    private static int compareLocals(List<String> a, List<String> b) {
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        int difference = compareLocalSegments(a.get(i), b.get(i));
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(a.size(), b.size());
    }

    /** Numbers after words. */
    private static int compareLocalSegments(String a, String b) {
      boolean numberA = Text.isNumber(a);
      boolean numberB = Text.isNumber(b);
      if (numberA && numberB) {
        return Text.compareNumbers(Text.number(a), Text.number(b));
      }
      return numberA == numberB ? a.compareTo(b) : numberA ? 1 : -1;
    }
  }
}

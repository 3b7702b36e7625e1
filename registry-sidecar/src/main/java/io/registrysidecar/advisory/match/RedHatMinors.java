package io.registrysidecar.advisory.match;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When Red Hat's minor releases came out, counted in its advisories: their numbers go up through a
 * year, whatever they are about. From the first one of a minor release on, updates for everybody
 * are built for that release, also those whose versions have no tag that says so.
 *
 * <p>The numbers are read off Red Hat's advisories: those of a minor release came all on one day.
 */
final class RedHatMinors {

  private static final Pattern ADVISORY = Pattern.compile("RH[BES]A-(\\d{4}):(\\d{1,6})");

  private static final int NUMBERS = 1_000_000;

  /** The first advisory of each minor release but the first. */
  private static final Map<String, Integer> FIRST =
      Map.ofEntries(
          Map.entry("7.1", number(2015, 290)),
          Map.entry("7.2", number(2015, 2079)),
          Map.entry("7.3", number(2016, 2573)),
          Map.entry("7.4", number(2017, 1842)),
          Map.entry("7.5", number(2018, 666)),
          Map.entry("7.6", number(2018, 3032)),
          Map.entry("7.7", number(2019, 2017)),
          Map.entry("7.8", number(2020, 1000)),
          Map.entry("7.9", number(2020, 3848)),
          Map.entry("8.1", number(2019, 3309)),
          Map.entry("8.2", number(2020, 1567)),
          Map.entry("8.3", number(2020, 4431)),
          Map.entry("8.4", number(2021, 1574)),
          Map.entry("8.5", number(2021, 4135)),
          Map.entry("8.6", number(2022, 1759)),
          Map.entry("8.7", number(2022, 7444)),
          Map.entry("8.8", number(2023, 2736)),
          Map.entry("8.9", number(2023, 6887)),
          Map.entry("8.10", number(2024, 2950)),
          Map.entry("9.1", number(2022, 7933)),
          Map.entry("9.2", number(2023, 2148)),
          Map.entry("9.3", number(2023, 6316)),
          Map.entry("9.4", number(2024, 2113)),
          Map.entry("9.5", number(2024, 9088)));

  private RedHatMinors() {}

  /** What is known of an advisory and a minor release. */
  enum Order {
    /** It came out before the next minor release. */
    WHILE_NEWEST,
    /** It came out with the next minor release, or after it. */
    AFTERWARDS,
    UNKNOWN
  }

  /** Whether an advisory came out when {@code minor} was still the newest minor release. */
  static Order order(String advisory, int major, int minor) {
    Matcher words = ADVISORY.matcher(advisory);
    Integer next = FIRST.get(major + "." + (minor + 1));
    if (next == null || !words.matches()) {
      return Order.UNKNOWN;
    }
    int number = number(Integer.parseInt(words.group(1)), Integer.parseInt(words.group(2)));
    return number < next ? Order.WHILE_NEWEST : Order.AFTERWARDS;
  }

  private static int number(int year, int number) {
    return (year - 2000) * NUMBERS + number;
  }
}

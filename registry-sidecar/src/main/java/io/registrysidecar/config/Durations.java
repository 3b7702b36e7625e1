package io.registrysidecar.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1h30m}, {@code
 * 7d}.
 */
public final class Durations {

  private static final Pattern PART = Pattern.compile("\\G(\\d{1,9})(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @throws BadValue if it is none
   */
  public static Duration parse(String text) throws BadValue {
    Duration sum = Duration.ZERO;
    Matcher matcher = PART.matcher(text);
    int end = 0;
    while (matcher.find()) {
      long number = Long.parseLong(matcher.group(1));
      sum =
          sum.plus(
              switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
              });
      end = matcher.end();
    }
    if (text.isEmpty() || end != text.length()) {
      throw new BadValue(
          "\"" + text + "\" is not a duration; write a number with ms, s, m, h or d: 10m or 1h30m");
    }
    return sum;
  }
}

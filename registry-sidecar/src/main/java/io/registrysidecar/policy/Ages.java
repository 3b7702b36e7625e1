package io.registrysidecar.policy;

import java.time.Duration;

/** Durations as policies write them. */
final class Ages {

  private Ages() {}

  static String text(Duration duration) {
    StringBuilder text = new StringBuilder();
    part(duration.toDays(), "d", text);
    part(duration.toHoursPart(), "h", text);
    part(duration.toMinutesPart(), "m", text);
    part(duration.toSecondsPart(), "s", text);
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void part(long number, String unit, StringBuilder text) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }
}

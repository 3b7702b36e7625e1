package io.registrysidecar.cli;

import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import java.util.List;

/** How two versions compare, in words. */
final class VersionDifference {

  private VersionDifference() {}

  static List<String> of(VersionOrder order, String a, String b) throws UnparsableVersion {
    int sign = order.compare(a, b);
    String relation =
        switch (sign) {
          case -1 -> " < ";
          case 0 -> " = ";
          default -> " > ";
        };
    return List.of(a + relation + b, why(order, sign, a, b));
  }

  private static String why(VersionOrder order, int sign, String a, String b) {
    if (a.equals(b)) {
      return "They are the same text.";
    }
    int common = commonLength(a, b);
    String place =
        common == 0 ? "From the beginning on" : "After \"" + a.substring(0, common) + "\"";
    return "%s they differ: %s and %s. In the order of %s, %s."
        .formatted(
            place,
            rest(a, common),
            rest(b, common),
            order.name(),
            switch (sign) {
              case -1 -> "the first comes before the second";
              case 0 -> "this makes no difference";
              default -> "the first comes after the second";
            });
  }

  /** How long they are alike; a number counts as a whole. */
  private static int commonLength(String a, String b) {
    int common = 0;
    while (common < Math.min(a.length(), b.length()) && a.charAt(common) == b.charAt(common)) {
      common++;
    }
    boolean within = isDigit(a, common) || isDigit(b, common);
    while (within && common > 0 && isDigit(a, common - 1)) {
      common--;
    }
    return common;
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static String rest(String text, int from) {
    return from == text.length() ? "nothing" : "\"" + text.substring(from) + "\"";
  }
}

package io.registrysidecar.advisory.cvss;

import java.math.BigDecimal;
import java.util.Map;

/** Decimal numbers as the CVSS documents print them, without binary rounding. */
final class Exact {

  private Exact() {}

  static BigDecimal of(String decimal) {
    return new BigDecimal(decimal);
  }

  /** The weight of a metric value that has been validated before. */
  static BigDecimal of(Map<String, String> weights, String value) {
    return of(weights.getOrDefault(value, "0"));
  }

  /** One minus the weight. */
  static BigDecimal rest(Map<String, String> weights, String value) {
    return BigDecimal.ONE.subtract(of(weights, value));
  }
}

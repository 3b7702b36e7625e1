package io.registrysidecar.advisory.cvss;

import java.util.List;

/**
 * The metrics of a 4.0 vector as the score sees them: modified ones replace base ones, and what is
 * not defined counts as the worst.
 *
 * @param published as the vector has them
 */
record EffectiveMetrics(Metrics published) {

  String get(String metric) {
    String modified = published.get("M" + metric, "X");
    if (!modified.equals("X")) {
      return modified;
    }
    String value = published.get(metric, "X");
    if (!value.equals("X")) {
      return value;
    }
    return metric.equals("E") ? "A" : "H";
  }

  boolean is(String metric, String value) {
    return get(metric).equals(value);
  }

  boolean withoutImpact() {
    return List.of("VC", "VI", "VA", "SC", "SI", "SA").stream().allMatch(m -> is(m, "N"));
  }
}

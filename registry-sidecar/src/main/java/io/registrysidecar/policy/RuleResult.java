package io.registrysidecar.policy;

import java.util.List;

/**
 * What one rule says of one image.
 *
 * @param rule its identifier in the policy
 * @param kind what kind of rule it is, as the policy calls it
 * @param enforcement what it means when it is not kept
 * @param outcome kept, broken or unknown
 * @param reasons why, for people, sorted; empty when it is kept
 * @param excused what exceptions took away, for people, sorted
 */
public record RuleResult(
    String rule,
    String kind,
    Enforcement enforcement,
    Outcome outcome,
    List<String> reasons,
    List<String> excused) {

  /** Copies the lists. */
  public RuleResult {
    reasons = List.copyOf(reasons);
    excused = List.copyOf(excused);
  }
}

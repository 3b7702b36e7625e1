package io.registrysidecar.policy;

/** Reads the policies of tests. */
final class Policies {

  private Policies() {}

  static Policy policy(String yaml) {
    try {
      return PolicyReader.read(yaml, "policy.yaml", Reports.NOW);
    } catch (PolicyException e) {
      throw new AssertionError(e);
    }
  }

  /** A policy of one rule, called {@code rule}, and nothing that is implied. */
  static Policy ruleOnly(String rule) {
    return policy(
        """
        version: 1
        rules:
          - {id: rule, %s}
          - {id: coverage, enforce: warn, coverage: {at-least: partial}}
        """
            .formatted(rule));
  }

  /** What the only rule says. */
  static Outcome outcome(String rule, Facts facts) {
    return result(ruleOnly(rule).decide(facts), "rule").outcome();
  }

  static RuleResult result(Decision decision, String rule) {
    return decision.rules().stream().filter(r -> r.rule().equals(rule)).findFirst().orElseThrow();
  }
}

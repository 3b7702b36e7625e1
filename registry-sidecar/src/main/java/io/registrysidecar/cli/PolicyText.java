package io.registrysidecar.cli;

import io.registrysidecar.policy.Decision;
import io.registrysidecar.policy.Outcome;
import io.registrysidecar.policy.RuleResult;

/** Decisions, rule by rule, for people. */
final class PolicyText {

  private PolicyText() {}

  /** One decision: the verdict, then each rule with what speaks against the image. */
  static String of(String file, String image, Decision decision) {
    StringBuilder text = new StringBuilder();
    text.append(decision.result().word())
        .append("  ")
        .append(Printable.of(image))
        .append("  (")
        .append(Printable.of(file))
        .append(")\n");
    if (decision.profile() != null) {
      text.append("  profile ").append(decision.profile()).append('\n');
    }
    int widest = decision.rules().stream().mapToInt(rule -> rule.rule().length()).max().orElse(0);
    for (RuleResult rule : decision.rules()) {
      rule(rule, widest, text);
    }
    return text.toString();
  }

  private static void rule(RuleResult rule, int widest, StringBuilder text) {
    text.append("  ")
        .append(mark(rule))
        .append("  ")
        .append(rule.rule())
        .append(" ".repeat(widest - rule.rule().length()))
        .append("  ")
        .append(rule.kind())
        .append('\n');
    rule.reasons()
        .forEach(reason -> text.append("             ").append(Printable.of(reason)).append('\n'));
    rule.excused()
        .forEach(reason ->
            text.append("             excepted: ").append(Printable.of(reason)).append('\n'));
  }

  /** What the rule means for the image, in nine characters. */
  private static String mark(RuleResult rule) {
    String word =
        rule.outcome() == Outcome.BROKEN ? rule.enforcement().word() : rule.outcome().word();
    return word + " ".repeat(Math.max(0, 7 - word.length()));
  }
}

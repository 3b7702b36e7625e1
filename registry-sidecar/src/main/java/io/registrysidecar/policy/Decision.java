package io.registrysidecar.policy;

import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says of an image, and why.
 *
 * @param result the decision
 * @param profile the pattern of the profile that was applied, or null when none matched
 * @param rules what each rule says, the worst first, then by identifier
 * @param graceUntil of an image that has no report yet, until when it is not held against it; null
 *     otherwise
 * @param inGrace whether that time has not come yet
 */
public record Decision(
    VerdictResult result,
    @Nullable String profile,
    List<RuleResult> rules,
    @Nullable Instant graceUntil,
    boolean inGrace) {

  private static final int MOST_REASONS = 50;
  private static final int REASONS_OF_ONE_RULE = 5;

  private static final Comparator<RuleResult> WORST_FIRST =
      Comparator.comparing(Decision::badness).reversed().thenComparing(RuleResult::rule);

  /** Copies the rules. */
  public Decision {
    rules = List.copyOf(rules);
  }

  /** The decision that follows from what each rule says. */
  static Decision of(@Nullable String profile, List<RuleResult> rules) {
    VerdictResult result =
        rules.stream()
            .map(Decision::badness)
            .max(Comparator.naturalOrder())
            .orElse(Badness.NONE)
            .result;
    return new Decision(result, profile, rules.stream().sorted(WORST_FIRST).toList(), null, false);
  }

  /** The decision about an image that has no report yet. */
  static Decision pending(@Nullable String profile, Instant graceUntil, Instant now) {
    return new Decision(
        VerdictResult.UNKNOWN, profile, List.of(), graceUntil, now.isBefore(graceUntil));
  }

  /** Whether every binding rule is kept. */
  public boolean isMet() {
    return result == VerdictResult.PASSED || result == VerdictResult.WARNED;
  }

  /** The decision as reports carry it, with the most important reasons first and not too many. */
  public Verdict verdict() {
    return new Verdict(result, reasons());
  }

  private List<String> reasons() {
    if (graceUntil != null) {
      return List.of(
          "pending: there is no report yet; not held against the image "
              + (inGrace ? "until " : "only until ")
              + graceUntil);
    }
    List<String> reasons = new ArrayList<>();
    for (RuleResult rule : rules) {
      List<String> all = rule.reasons();
      all.stream()
          .limit(REASONS_OF_ONE_RULE)
          .map(r -> rule.rule() + ": " + r)
          .forEach(reasons::add);
      if (all.size() > REASONS_OF_ONE_RULE) {
        reasons.add(rule.rule() + ": and " + (all.size() - REASONS_OF_ONE_RULE) + " more");
      }
    }
    return reasons.size() <= MOST_REASONS ? reasons : reasons.subList(0, MOST_REASONS);
  }

  private static Badness badness(RuleResult rule) {
    return switch (rule.outcome()) {
      case KEPT -> Badness.NONE;
      // A warning is the most that such a rule can lead to, and less cannot be ruled out.
      case UNKNOWN -> rule.enforcement() == Enforcement.FAIL ? Badness.UNDECIDED : Badness.WARNING;
      case BROKEN -> rule.enforcement() == Enforcement.FAIL ? Badness.FAILURE : Badness.WARNING;
    };
  }

  /** How much one rule weighs, least first. */
  private enum Badness {
    NONE(VerdictResult.PASSED),
    WARNING(VerdictResult.WARNED),
    UNDECIDED(VerdictResult.UNKNOWN),
    FAILURE(VerdictResult.FAILED);

    private final VerdictResult result;

    Badness(VerdictResult result) {
      this.result = result;
    }
  }
}

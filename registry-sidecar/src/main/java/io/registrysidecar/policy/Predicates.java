package io.registrysidecar.policy;

import io.registrysidecar.schema.VerdictResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decisions as predicates of in-toto statements, ready to be written as JSON. A decision that is
 * unknown has neither: both predicates can only say yes or no, and their absence is what a consumer
 * must not take for a yes. Whoever published an earlier one has to withdraw it then.
 */
public final class Predicates {

  /** Predicate type of {@link #testResult} (in-toto attestation framework, test-result v0.1). */
  public static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";

  /** Predicate type of {@link #verificationSummary} (SLSA verification summary, version 1). */
  public static final String VERIFICATION_SUMMARY = "https://slsa.dev/verification_summary/v1";

  private static final String SLSA_VERSION = "1.0";

  private Predicates() {}

  /**
   * An attestation that the decision rests on.
   *
   * @param uri where it is, such as {@code registry.example.com/app@sha256:…}
   * @param sha256 digest of it, in lower-case hexadecimal digits
   */
  public record Input(String uri, String sha256) {}

  /**
   * Which rules are kept: a rule that is not is a failed test, or a warned one, as the policy wants
   * it. Empty when the decision is unknown.
   */
  public static Optional<Map<String, Object>> testResult(
      Decision decision, PolicyReference policy) {
    if (decision.result() == VerdictResult.UNKNOWN) {
      return Optional.empty();
    }
    Map<String, Object> predicate = new LinkedHashMap<>();
    predicate.put("result", decision.result().word());
    predicate.put("configuration", List.of(policy.descriptor()));
    predicate.put("passedTests", rules(decision, Test.PASSED));
    predicate.put("warnedTests", rules(decision, Test.WARNED));
    predicate.put("failedTests", rules(decision, Test.FAILED));
    return Optional.of(predicate);
  }

  /**
   * The decision with links to what it rests on. Warnings do not keep it from having passed. Empty
   * when the decision is unknown.
   *
   * @param verifier who decided
   * @param version of the verifier
   * @param resource what was decided about, such as {@code registry.example.com/app@sha256:…}
   * @param inputs the attestations that were looked at
   * @param at when
   */
  public static Optional<Map<String, Object>> verificationSummary(
      Decision decision,
      PolicyReference policy,
      String verifier,
      String version,
      String resource,
      List<Input> inputs,
      Instant at) {
    if (decision.result() == VerdictResult.UNKNOWN) {
      return Optional.empty();
    }
    Map<String, Object> who = new LinkedHashMap<>();
    who.put("id", verifier);
    who.put("version", Map.of("registry-sidecar", version));
    Map<String, Object> predicate = new LinkedHashMap<>();
    predicate.put("verifier", who);
    predicate.put("timeVerified", at.truncatedTo(ChronoUnit.SECONDS).toString());
    predicate.put("resourceUri", resource);
    predicate.put("policy", policy.descriptor());
    predicate.put("inputAttestations", inputs.stream().map(Predicates::descriptor).toList());
    predicate.put("verificationResult", decision.isMet() ? "PASSED" : "FAILED");
    predicate.put("verifiedLevels", levels(decision));
    predicate.put("slsaVersion", SLSA_VERSION);
    return Optional.of(predicate);
  }

  /** No level of the build track is claimed: what is verified is the policy. */
  private static List<String> levels(Decision decision) {
    return decision.isMet()
        ? List.of(
            "SLSA_BUILD_LEVEL_UNEVALUATED", "REGISTRYSIDECAR_POLICY_" + decision.result().word())
        : List.of("FAILED");
  }

  private static Map<String, Object> descriptor(Input input) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("uri", input.uri());
    descriptor.put("digest", Map.of("sha256", input.sha256()));
    return descriptor;
  }

  private static List<String> rules(Decision decision, Test test) {
    return decision.rules().stream()
        .filter(rule -> Test.of(rule) == test)
        .map(RuleResult::rule)
        .sorted()
        .toList();
  }

  /** What a rule is as a test. */
  private enum Test {
    PASSED,
    WARNED,
    FAILED;

    static Test of(RuleResult rule) {
      if (rule.outcome() == Outcome.KEPT) {
        return PASSED;
      }
      return rule.enforcement() == Enforcement.WARN ? WARNED : FAILED;
    }
  }
}

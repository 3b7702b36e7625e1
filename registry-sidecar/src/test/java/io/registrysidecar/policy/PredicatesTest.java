package io.registrysidecar.policy;

import static io.registrysidecar.policy.Reports.report;
import static io.registrysidecar.policy.Reports.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.registrysidecar.schema.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredicatesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String POLICY_DIGEST = "1".repeat(64);
  private static final String INPUT_DIGEST = "2".repeat(64);
  private static final PolicyReference POLICY =
      new PolicyReference("production.yaml", POLICY_DIGEST);

  private static final Policy RULES =
      Policies.policy(
          """
          version: 1
          rules:
            - {id: no-critical, vulnerabilities: {severity: critical}}
            - {id: no-high, enforce: warn, vulnerabilities: {severity: high}}
            - {id: no-malware, malware: {}}
          """);

  @Test
  void aTestResultHasATestForEachRule() throws Exception {
    Decision decision = RULES.decide(report().finding(vulnerability("H").build()).facts());

    assertThat(
            JSON.readTree(
                JSON.writeValueAsString(Predicates.testResult(decision, POLICY).orElseThrow())))
        .isEqualTo(
            JSON.readTree(
                """
                {"result": "WARNED",
                 "configuration": [{"uri": "production.yaml", "digest": {"sha256": "%s"}}],
                 "passedTests": ["coverage", "no-critical", "no-malware"],
                 "warnedTests": ["no-high"],
                 "failedTests": []}
                """
                    .formatted(POLICY_DIGEST)));
  }

  @Test
  void aVerificationSummarySaysWhatItRestsOn() throws Exception {
    Decision decision = RULES.decide(report().finding(vulnerability("H").build()).facts());

    assertThat(JSON.readTree(JSON.writeValueAsString(summary(decision).orElseThrow())))
        .isEqualTo(
            JSON.readTree(
                """
                {"verifier": {"id": "https://scanner.example.com", "version": {"registry-sidecar": "0.1.0"}},
                 "timeVerified": "2026-11-22T00:00:00Z",
                 "resourceUri": "registry.example.com/team/app@sha256:x",
                 "policy": {"uri": "production.yaml", "digest": {"sha256": "%s"}},
                 "inputAttestations": [{"uri": "registry.example.com/team/app@sha256:y", "digest": {"sha256": "%s"}}],
                 "verificationResult": "PASSED",
                 "verifiedLevels": ["SLSA_BUILD_LEVEL_UNEVALUATED", "REGISTRYSIDECAR_POLICY_WARNED"],
                 "slsaVersion": "1.0"}
                """
                    .formatted(POLICY_DIGEST, INPUT_DIGEST)));
  }

  @Test
  void aFailedDecisionHasNoLevel() {
    Decision decision =
        RULES.decide(
            report().finding(vulnerability("C").severity(Severity.CRITICAL).build()).facts());

    assertThat(summary(decision).orElseThrow())
        .containsEntry("verificationResult", "FAILED")
        .containsEntry("verifiedLevels", List.of("FAILED"));
    assertThat(Predicates.testResult(decision, POLICY).orElseThrow())
        .containsEntry("result", "FAILED")
        .containsEntry("failedTests", List.of("no-critical"));
  }

  @Test
  void whatIsUnknownIsNotAttested() {
    Decision decision = RULES.decide(report().withoutDatabase().facts());

    assertThat(summary(decision)).isEmpty();
    assertThat(Predicates.testResult(decision, POLICY)).isEmpty();
  }

  private static Optional<Map<String, Object>> summary(Decision decision) {
    return Predicates.verificationSummary(
        decision,
        POLICY,
        "https://scanner.example.com",
        "0.1.0",
        "registry.example.com/team/app@sha256:x",
        List.of(new Predicates.Input("registry.example.com/team/app@sha256:y", INPUT_DIGEST)),
        Instant.parse("2026-11-22T00:00:00.5Z"));
  }
}

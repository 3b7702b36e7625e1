package io.registrysidecar.policy;

import static io.registrysidecar.policy.Policies.policy;
import static io.registrysidecar.policy.Reports.NOW;
import static io.registrysidecar.policy.Reports.report;
import static io.registrysidecar.policy.Reports.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.VerdictResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One decision from many rules: the worst counts, and the verdict says why. */
class DecisionTest {

  /** What a rule of the first kind and one of the second make of an image together. */
  @ParameterizedTest
  @CsvSource({
    "fail kept, warn kept, PASSED",
    "fail kept, warn broken, WARNED",
    "fail kept, warn unknown, WARNED",
    "fail unknown, warn broken, UNKNOWN",
    "fail unknown, fail kept, UNKNOWN",
    "fail broken, fail unknown, FAILED",
    "fail broken, warn kept, FAILED",
    "warn unknown, warn broken, WARNED"
  })
  void theWorstRuleDecides(String one, String other, VerdictResult expected) {
    String yaml = "version: 1\nrules:\n" + rule("one", one) + rule("other", other);

    assertThat(policy(yaml).decide(report().facts()).result()).isEqualTo(expected);
  }

  private static String rule(String id, String what) {
    String condition =
        switch (what.split(" ", -1)[1]) {
          case "kept" -> "malware: {}";
          case "broken" -> "registry: {allow: [nowhere]}";
          default -> "signature: {}";
        };
    return "  - {id: " + id + ", enforce: " + what.split(" ", -1)[0] + ", " + condition + "}\n";
  }

  @Test
  void whereNoRuleIsAboutCoverageGapsAreAWarning() {
    Policy policy = policy("version: 1\nrules: [{id: m, malware: {}}]");

    assertThat(policy.decide(report().facts()).result()).isEqualTo(VerdictResult.PASSED);
    assertThat(policy.decide(report().covered(CoverageStatus.PARTIAL, "x").facts()).result())
        .isEqualTo(VerdictResult.WARNED);
    assertThat(policy.decide(report().withoutDatabase().facts()).result())
        .isEqualTo(VerdictResult.UNKNOWN);
  }

  @Test
  void onlyAPolicyThatAsksForSignaturesHasThemLookedUp() {
    Policy policy =
        policy(
            """
            version: 1
            rules: [{id: m, malware: {}}]
            profiles:
              - repositories: ["team/**"]
                rules: [{id: released, signature: {role: release}}]
              - repositories: ["cel/*"]
                rules: [{id: cel, expression: {cel: "size(signers) > 0", message: unsigned}}]
              - repositories: ["built/*"]
                rules: [{id: builder, builder: {allow: ["https://github.com/example/**"]}}]
            """);

    assertThat(policy.asksForSignatures("registry.example.com/team/app")).isTrue();
    assertThat(policy.asksForSignatures("registry.example.com/cel/app")).isTrue();
    assertThat(policy.asksForSignatures("registry.example.com/built/app")).isTrue();
    assertThat(policy.asksForSignatures("registry.example.com/other/app")).isFalse();
    assertThat(policy.asksForSignatures()).isTrue();
    assertThat(policy.asksForTime()).isFalse();
  }

  @Test
  void whySignaturesAreNotKnownIsSaid() {
    Policy policy =
        policy(
            """
            version: 1
            rules:
              - {id: released, signature: {role: release}}
              - {id: cel, expression: {cel: "size(signers) > 0", message: unsigned}}
            """);
    var facts =
        new Facts.Scanned(report().build(), new Signatures.Unchecked("the registry refused"), NOW);

    Decision decision = policy.decide(facts);

    assertThat(decision.result()).isEqualTo(VerdictResult.UNKNOWN);
    assertThat(decision.verdict().reasons())
        .hasSize(2)
        .allSatisfy(reason -> assertThat(reason).contains("the registry refused"));
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example.com/other, FAILED, ",
    "registry.example.com/team/app, WARNED, team/**",
    "registry.example.com/team/web, PASSED, team/web",
    "team/web, PASSED, team/web",
    "other.example.com/team/x/y, WARNED, team/**"
  })
  void theMostSpecificPatternDecidesWhichProfileCounts(
      String repository, VerdictResult expected, String profile) {
    Policy policy =
        policy(
            """
            version: 1
            rules: [{id: high, vulnerabilities: {severity: high}}]
            profiles:
              - repositories: ["team/**"]
                rules: [{id: high, enforce: warn, vulnerabilities: {severity: high}}]
              - repositories: ["team/web"]
                without: [high]
            """);

    Decision decision =
        policy.decide(report().in(repository).finding(vulnerability("H").build()).facts());

    assertThat(decision.result()).isEqualTo(expected);
    assertThat(decision.profile()).isEqualTo(profile);
  }

  @Test
  void theVerdictNamesTheWorstReasonsFirstAndNotTooMany() {
    Reports many = report();
    for (int i = 0; i < 1000; i++) {
      many.finding(vulnerability("CVE-" + i).build());
    }
    Policy policy =
        policy(
            """
            version: 1
            rules:
              - {id: a, enforce: warn, registry: {allow: [nowhere]}}
              - {id: high, vulnerabilities: {severity: high}}
            """);

    var verdict = policy.decide(many.facts()).verdict();

    assertThat(verdict.result()).isEqualTo(VerdictResult.FAILED);
    assertThat(verdict.reasons()).hasSize(7).contains("high: and 995 more");
    assertThat(verdict.reasons().getLast()).startsWith("a: ");
  }
}

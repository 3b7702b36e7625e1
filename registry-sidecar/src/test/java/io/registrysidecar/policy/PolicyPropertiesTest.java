package io.registrysidecar.policy;

import static io.registrysidecar.policy.Reports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingClass;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.Severity;
import io.registrysidecar.schema.VerdictResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every policy without expressions, which can say anything. */
class PolicyPropertiesTest {

  private static final List<String> RULES =
      List.of(
          "vulnerabilities: {severity: critical}",
          "vulnerabilities: {severity: high, fix: available}",
          "vulnerabilities: {exploited: true, grace: 30d, grace-since: exploited}",
          "vulnerabilities: {severity: medium, if-unknown: ignore}",
          "vulnerabilities: {epss: 0.3, own: true}",
          "malware: {}",
          "end-of-life: {within: 30d}",
          "age: {scan: 7d, advisories: 7d}",
          "coverage: {at-least: partial}",
          "signature: {role: release}",
          "registry: {allow: [\"registry.example.com/**\"]}",
          "licenses: {deny: [\"GPL-*\"]}",
          "packages: {forbid: [{purl: \"pkg:npm/*\", versions: \"<2\"}]}");

  /** Better first. */
  private static final List<VerdictResult> ORDER =
      List.of(
          VerdictResult.PASSED, VerdictResult.WARNED, VerdictResult.UNKNOWN, VerdictResult.FAILED);

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anotherFindingNeverImprovesTheDecision(long seed) {
    Random random = new Random(seed);
    Policy policy = policy(rules(random), exceptions(random));
    List<FindingInfo> findings = findings(random);
    List<FindingInfo> more = new ArrayList<>(findings);
    more.add(finding(random));

    assertThat(rank(policy, more, seed)).isGreaterThanOrEqualTo(rank(policy, findings, seed));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anotherExceptionNeverWorsensTheDecision(long seed) {
    Random random = new Random(seed);
    List<String> rules = rules(random);
    List<String> exceptions = exceptions(random);
    List<String> more = new ArrayList<>(exceptions);
    more.add(exception(random));
    List<FindingInfo> findings = findings(random);

    assertThat(rank(policy(rules, more), findings, seed))
        .isLessThanOrEqualTo(rank(policy(rules, exceptions), findings, seed));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anotherRuleNeverImprovesTheDecision(long seed) {
    Random random = new Random(seed);
    List<String> rules = rules(random);
    List<String> more = new ArrayList<>(rules);
    more.add("{id: another, " + RULES.get(random.nextInt(RULES.size())) + "}");
    List<FindingInfo> findings = findings(random);
    // A rule about coverage takes the place of the one that is implied.
    String coverage = "{id: looked-at, coverage: {at-least: partial}}";
    rules.add(coverage);
    more.add(coverage);

    assertThat(rank(policy(more, List.of()), findings, seed))
        .isGreaterThanOrEqualTo(rank(policy(rules, List.of()), findings, seed));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderOfRulesExceptionsAndFindingsDoesNotMatter(long seed) {
    Random random = new Random(seed);
    List<String> rules = rules(random);
    List<String> exceptions = exceptions(random);
    List<FindingInfo> findings = findings(random);
    Decision before = policy(rules, exceptions).decide(facts(findings, seed));

    Collections.shuffle(rules, random);
    Collections.shuffle(exceptions, random);
    Collections.shuffle(findings, random);

    assertThat(policy(rules, exceptions).decide(facts(findings, seed))).isEqualTo(before);
  }

  private static int rank(Policy policy, List<FindingInfo> findings, long seed) {
    return ORDER.indexOf(policy.decide(facts(findings, seed)).result());
  }

  private static Facts.Scanned facts(List<FindingInfo> findings, long seed) {
    Random random = new Random(~seed);
    Reports report = Reports.report();
    findings.forEach(report::finding);
    if (random.nextInt(4) == 0) {
      report.covered(CoverageStatus.PARTIAL, "gap");
    }
    if (random.nextInt(8) == 0) {
      report.withoutKev();
    }
    if (random.nextInt(2) == 0) {
      report.component("pkg:npm/a@1.0.0", "npm", random.nextBoolean() ? "MIT" : "GPL-3.0-only");
    }
    return Facts.Scanned.of(report.build(), NOW);
  }

  private static Policy policy(List<String> rules, List<String> exceptions) {
    return Policies.policy(
        "version: 1\nrules:\n  - "
            + String.join("\n  - ", rules)
            + (exceptions.isEmpty()
                ? ""
                : "\nexceptions:\n  - " + String.join("\n  - ", exceptions)));
  }

  private static List<String> rules(Random random) {
    List<String> rules = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      rules.add(
          "{id: rule-"
              + i
              + ", enforce: "
              + (random.nextBoolean() ? "fail" : "warn")
              + ", "
              + RULES.get(random.nextInt(RULES.size()))
              + "}");
    }
    return rules;
  }

  private static List<String> exceptions(Random random) {
    List<String> exceptions = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      exceptions.add(exception(random));
    }
    return exceptions;
  }

  private static String exception(Random random) {
    String scope =
        switch (random.nextInt(4)) {
          case 0 -> "vulnerabilities: [CVE-" + random.nextInt(5) + "]";
          case 1 -> "packages: [\"pkg:npm/*\"]";
          case 2 -> "rules: [rule-0], repositories: [\"team/*\"]";
          default -> "vulnerabilities: [CVE-1, CVE-2], packages: [\"pkg:deb/**\"]";
        };
    return "{" + scope + ", owner: o" + random.nextInt(3) + ", reason: r, expires: 2027-01-01}";
  }

  private static List<FindingInfo> findings(Random random) {
    List<FindingInfo> findings = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      findings.add(finding(random));
    }
    return findings;
  }

  private static FindingInfo finding(Random random) {
    Reports.Vulnerability finding =
        Reports.vulnerability("CVE-" + random.nextInt(5))
            .severity(any(List.of(Severity.values()), random))
            .kind(any(List.of(FindingClass.values()), random))
            .of(random.nextBoolean() ? "pkg:npm/a@1.0.0" : "pkg:deb/debian/openssl@3.0.11-1")
            .epss(random.nextInt(3) == 0 ? null : random.nextDouble())
            .ofBase(random.nextInt(3) == 0 ? null : random.nextBoolean());
    if (random.nextInt(3) == 0) {
      finding.exploitedSince(random.nextBoolean() ? "2026-01-01" : "2026-11-20");
    }
    if (random.nextInt(3) == 0) {
      finding.unfixed();
    }
    if (random.nextInt(8) == 0) {
      finding.suppressed();
    }
    return finding.build();
  }

  private static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}

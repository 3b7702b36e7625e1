package io.registrysidecar.policy;

import static io.registrysidecar.policy.Policies.policy;
import static io.registrysidecar.policy.Policies.result;
import static io.registrysidecar.policy.Reports.NOW;
import static io.registrysidecar.policy.Reports.report;
import static io.registrysidecar.policy.Reports.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Severity;
import io.registrysidecar.schema.VerdictResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {

  private static final String EXCEPTED =
      """
      version: 1
      rules:
        - {id: high, vulnerabilities: {severity: high}}
        - {id: fixable, vulnerabilities: {fix: available}}
        - {id: registry, registry: {allow: ["registry.example.com/**"]}}
      exceptions:
        - {%s, owner: me, reason: because, expires: %s}
      """;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vulnerabilities: [CVE-1]                                | PASSED",
        "vulnerabilities: [GHSA-1]                               | PASSED",
        "vulnerabilities: [CVE-2]                                | FAILED",
        "vulnerabilities: [CVE-1], packages: ['pkg:deb/debian/*'] | PASSED",
        "vulnerabilities: [CVE-1], packages: ['pkg:deb/debian/curl'] | FAILED",
        "packages: ['pkg:deb/debian/openssl@3.0.11-1']           | PASSED",
        "packages: ['pkg:deb/debian/openssl@3.0.12']             | FAILED",
        "vulnerabilities: [CVE-1], repositories: ['team/*']      | PASSED",
        "vulnerabilities: [CVE-1], repositories: ['registry.example.com/team/app'] | PASSED",
        "vulnerabilities: [CVE-1], repositories: ['other/*']     | FAILED",
        "vulnerabilities: [CVE-1], digests:"
            + " ['sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'] |"
            + " PASSED",
        "vulnerabilities: [CVE-1], digests:"
            + " ['sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'] |"
            + " FAILED",
        "vulnerabilities: [CVE-1], rules: [high]                 | FAILED",
        "vulnerabilities: [CVE-1], rules: [high, fixable]        | PASSED",
        "rules: [high, fixable], repositories: ['team/*']        | PASSED",
        "rules: [registry], repositories: ['team/*']             | FAILED"
      })
  void anExceptionCoversWhatItNamesAndNothingElse(String scope, VerdictResult expected) {
    Facts facts = report().finding(vulnerability("CVE-1").alias("GHSA-1").build()).facts();

    assertThat(policy(EXCEPTED.formatted(scope, "2027-01-01")).decide(facts).result())
        .isEqualTo(expected);
  }

  @Test
  void whatIsExceptedStaysVisible() {
    Facts facts = report().finding(vulnerability("CVE-1").build()).facts();

    Decision decision =
        policy(EXCEPTED.formatted("vulnerabilities: [CVE-1]", "2027-01-01")).decide(facts);

    assertThat(result(decision, "high").excused())
        .containsExactly(
            "high CVE-1 in pkg:deb/debian/openssl@3.0.11-1?arch=amd64, fixed in 3.0.15 (excepted by"
                + " me until 2027-01-01: because)");
  }

  @Test
  void anExceptionHoldsThroughItsLastDay() throws Exception {
    Policy policy =
        PolicyReader.readRunning(
            EXCEPTED.formatted("vulnerabilities: [CVE-1]", "2026-11-22"), "p.yaml");
    Report report = report().finding(vulnerability("CVE-1").build()).build();

    assertThat(
            policy.decide(Facts.Scanned.of(report, Instant.parse("2026-11-22T23:59:59Z"))).result())
        .isEqualTo(VerdictResult.PASSED);
    assertThat(
            policy.decide(Facts.Scanned.of(report, Instant.parse("2026-11-23T00:00:00Z"))).result())
        .isEqualTo(VerdictResult.FAILED);
    assertThat(policy.expired(Instant.parse("2026-11-23T00:00:00Z"))).hasSize(1);
  }

  @Test
  void thereIsTimeToRepairWhatWasPublishedLately() {
    Policy policy =
        policy("version: 1\nrules: [{id: r, vulnerabilities: {severity: high, grace: 14d}}]");

    assertThat(policy.decide(published(Duration.ofDays(13))).result())
        .isEqualTo(VerdictResult.PASSED);
    assertThat(policy.decide(published(Duration.ofDays(14))).result())
        .isEqualTo(VerdictResult.FAILED);
  }

  @Test
  void whatIsPublishedInTheFutureGivesNoTimeUntilThen() {
    Policy policy =
        policy("version: 1\nrules: [{id: r, vulnerabilities: {severity: high, grace: 14d}}]");

    assertThat(policy.decide(published(Duration.ofDays(-1000))).result())
        .isEqualTo(VerdictResult.UNKNOWN);
  }

  private static Facts published(Duration ago) {
    return report().finding(vulnerability("CVE-1").published(NOW.minus(ago)).build()).facts();
  }

  @Test
  void thereIsTimeToRepairWhatWasSeenLately() {
    Policy policy =
        policy(
            """
            version: 1
            rules:
              - {id: r, vulnerabilities: {severity: high, grace: 14d, grace-since: first-seen}}
            """);

    assertThat(policy.decide(seen(Duration.ofDays(13))).result()).isEqualTo(VerdictResult.PASSED);
    assertThat(policy.decide(seen(Duration.ofDays(14))).result()).isEqualTo(VerdictResult.FAILED);
    assertThat(policy.decide(report().finding(vulnerability("CVE-1").build()).facts()).result())
        .as("nobody keeps account")
        .isEqualTo(VerdictResult.UNKNOWN);
  }

  private static Facts seen(Duration ago) {
    return report().finding(vulnerability("CVE-1").build().seen(NOW.minus(ago))).facts();
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
  @ValueSource(
      strings = {
        "rules: [{id: r, vulnerabilities: {grace: 14d}}]",
        "rules: [{id: r, age: {scan: 7d}}]",
        "rules: [{id: r, end-of-life: {}}]",
        "rules: [{id: r, expression: {cel: 'now > timestamp(\"2026-01-01T00:00:00Z\")', message:"
            + " m}}]",
        "rules: [{id: r, malware: {}}]\n"
            + "exceptions: [{vulnerabilities: [CVE-1], owner: me, reason: r, expires: 2027-01-01}]"
      })
  void someVerdictsBecomeOthersByTimeAlone(String rules) {
    assertThat(policy("version: 1\n" + rules).asksForTime()).isTrue();
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

  @ParameterizedTest
  @CsvSource({"PT5M, true", "PT29M59S, true", "PT30M, false", "P2D, false"})
  void anImageWithoutReportIsUnknownAndHasATimeOfGrace(Duration age, boolean inGrace) {
    Policy policy = policy("version: 1\npending: {grace: 30m}\nrules: [{id: m, malware: {}}]");

    Decision decision = policy.decide(new Facts.Pending("team/app", NOW.minus(age), NOW));

    assertThat(decision.result()).isEqualTo(VerdictResult.UNKNOWN);
    assertThat(decision.graceUntil()).isEqualTo(NOW.minus(age).plus(Duration.ofMinutes(30)));
    assertThat(decision.inGrace()).isEqualTo(inGrace);
    assertThat(decision.verdict().reasons()).first().asString().startsWith("pending: ");
  }

  @Test
  void anIndexIsAsGoodAsTheWorstOfItsPlatforms() {
    Policy policy =
        policy("version: 1\nrules: [{id: critical, vulnerabilities: {severity: critical}}]");
    Report good = report().digest(digest('1')).build();
    Report bad =
        report()
            .digest(digest('2'))
            .platform("linux/arm64")
            .finding(vulnerability("C").severity(Severity.CRITICAL).build())
            .build();

    Report index = report().digest(digest('3')).indexOf(good, bad);
    Decision decision = policy.decide(index(index, good, bad));

    assertThat(decision.result()).isEqualTo(VerdictResult.FAILED);
    assertThat(result(decision, "critical").reasons())
        .singleElement()
        .asString()
        .startsWith("linux/arm64: critical C");
    assertThat(policy.decide(index(report().indexOf(good), good)).result())
        .isEqualTo(VerdictResult.PASSED);
  }

  @Test
  void anIndexOfWhichAPlatformWasNotScannedIsUnknown() {
    Policy policy = policy("version: 1\nrules: [{id: m, malware: {}}]");
    Report one = report().digest(digest('1')).build();
    Report other = report().digest(digest('2')).platform("linux/arm64").build();

    Decision decision = policy.decide(index(report().indexOf(one, other), one));

    assertThat(decision.result()).isEqualTo(VerdictResult.UNKNOWN);
    assertThat(result(decision, "platforms").reasons())
        .containsExactly("linux/arm64 was not scanned");
    assertThat(policy.decide(index(report().indexOf())).result()).isEqualTo(VerdictResult.UNKNOWN);
  }

  private static Facts index(Report rollUp, Report... platforms) {
    return new Facts.Index(
        rollUp, List.of(platforms).stream().map(each -> Facts.Scanned.of(each, NOW)).toList());
  }

  private static String digest(char digit) {
    return "sha256:" + String.valueOf(digit).repeat(64);
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

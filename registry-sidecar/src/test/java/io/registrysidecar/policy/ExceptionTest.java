package io.registrysidecar.policy;

import static io.registrysidecar.policy.Policies.policy;
import static io.registrysidecar.policy.Policies.result;
import static io.registrysidecar.policy.Reports.report;
import static io.registrysidecar.policy.Reports.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.VerdictResult;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An exception excuses what it names, for as long as it says, and stays visible. */
class ExceptionTest {

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
}

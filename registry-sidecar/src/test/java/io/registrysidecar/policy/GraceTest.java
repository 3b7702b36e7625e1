package io.registrysidecar.policy;

import static io.registrysidecar.policy.Policies.policy;
import static io.registrysidecar.policy.Reports.NOW;
import static io.registrysidecar.policy.Reports.report;
import static io.registrysidecar.policy.Reports.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.VerdictResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time that a policy gives: to repair what is known, and to scan what is new. */
class GraceTest {

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
  @CsvSource({"PT5M, true", "PT29M59S, true", "PT30M, false", "P2D, false"})
  void anImageWithoutReportIsUnknownAndHasATimeOfGrace(Duration age, boolean inGrace) {
    Policy policy = policy("version: 1\npending: {grace: 30m}\nrules: [{id: m, malware: {}}]");

    Decision decision = policy.decide(new Facts.Pending("team/app", NOW.minus(age), NOW));

    assertThat(decision.result()).isEqualTo(VerdictResult.UNKNOWN);
    assertThat(decision.graceUntil()).isEqualTo(NOW.minus(age).plus(Duration.ofMinutes(30)));
    assertThat(decision.inGrace()).isEqualTo(inGrace);
    assertThat(decision.verdict().reasons()).first().asString().startsWith("pending: ");
  }
}

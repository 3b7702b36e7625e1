package io.registrysidecar.policy;

import static io.registrysidecar.policy.Policies.policy;
import static io.registrysidecar.policy.Policies.result;
import static io.registrysidecar.policy.Reports.NOW;
import static io.registrysidecar.policy.Reports.report;
import static io.registrysidecar.policy.Reports.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Severity;
import io.registrysidecar.schema.VerdictResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An index is judged by the reports of its platforms. */
class IndexDecisionTest {

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
}

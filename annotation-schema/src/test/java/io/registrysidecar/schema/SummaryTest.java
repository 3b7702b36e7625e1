package io.registrysidecar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void suppressedFindingsDoNotCountAndOnlyARepairingVersionIsFixable() {
    Summary summary =
        Summary.of(
            List.of(
                finding(Severity.CRITICAL, FindingStatus.FIXED_AVAILABLE),
                finding(Severity.CRITICAL, FindingStatus.SUPPRESSED),
                finding(Severity.LOW, FindingStatus.WILL_NOT_FIX),
                finding(Severity.LOW, FindingStatus.UNDER_INVESTIGATION),
                finding(Severity.UNKNOWN, FindingStatus.AFFECTED)));

    assertThat(summary).isEqualTo(new Summary(1, 0, 0, 2, 0, 1, 1));
    assertThat(List.of(Severity.values()).stream().map(summary::count))
        .containsExactly(1, 0, 0, 2, 0, 1);
  }

  @Test
  void thereCannotBeMoreFixableFindingsThanFindings() {
    assertThatThrownBy(() -> new Summary(1, 0, 0, 0, 0, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more fixable findings");
  }

  private static FindingInfo finding(Severity severity, FindingStatus status) {
    return new FindingInfo(
        "CVE-2026-1",
        List.of(),
        severity,
        FindingClass.VULNERABILITY,
        "pkg:npm/left-pad@1.0.0",
        "1.0.0",
        "1.0.1",
        status,
        null,
        null,
        null,
        "GHSA",
        "1.0.0 is below 1.0.1.",
        List.of());
  }
}

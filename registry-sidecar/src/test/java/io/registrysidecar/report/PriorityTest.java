package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Epss;
import io.registrysidecar.advisory.Finding.Kev;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.oci.Digest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What to look at first, as docs/priority.md promises it. */
final class PriorityTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-10");

  @ParameterizedTest(name = "{0}, EPSS {1}, {2}, fix {3}: {4}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          CRITICAL,   0.94,    exploited,  true,  90
          CRITICAL,   0.94,    ransomware, true,  100
          CRITICAL,   0.94,    no,         true,  89
          CRITICAL,   0.0004,  no,         true,  51
          CRITICAL,   -,       no,         false, 40
          HIGH,       0.25,    no,         true,  60
          MEDIUM,     0.01,    no,         true,  34
          MEDIUM,     -,       exploited,  false, 60
          LOW,        0.0001,  no,         false, 10
          NEGLIGIBLE, 0.0001,  no,         false, 0
          UNKNOWN,    -,       no,         false, 20
          """)
  void severityExploitationAndFixAddUp(
      Severity severity, @Nullable Double epss, String seen, boolean fix, int priority) {
    Kev kev = seen.equals("no") ? null : new Kev(DAY, null, seen.equals("ransomware"));

    assertThat(
            Priority.of(
                finding(
                    severity,
                    Kind.VULNERABILITY,
                    Status.AFFECTED,
                    fix ? "2" : null,
                    epss == null ? null : new Epss(epss, 0.5, DAY),
                    kev)))
        .isEqualTo(priority);
  }

  @Test
  void malwareComesFirstAndWhatIsSuppressedLast() {
    assertThat(
            Priority.of(
                finding(Severity.CRITICAL, Kind.MALWARE, Status.AFFECTED, null, null, null)))
        .isEqualTo(100);
    assertThat(
            Priority.of(
                finding(
                    Severity.CRITICAL,
                    Kind.VULNERABILITY,
                    Status.SUPPRESSED,
                    "2",
                    null,
                    new Kev(DAY, null, true))))
        .isZero();
  }

  private static Finding finding(
      Severity severity,
      Kind kind,
      Status status,
      @Nullable String fixed,
      @Nullable Epss epss,
      @Nullable Kev kev) {
    return new Finding(
        "CVE-2026-1",
        List.of(),
        severity,
        "GHSA",
        kind,
        new Component(
            "pkg:npm/a@1",
            "npm",
            null,
            "a",
            "1",
            null,
            null,
            Digest.sha256(new byte[0]),
            List.of(),
            null,
            List.of()),
        fixed,
        status,
        null,
        epss,
        kev,
        null,
        "GHSA",
        "",
        null);
  }
}

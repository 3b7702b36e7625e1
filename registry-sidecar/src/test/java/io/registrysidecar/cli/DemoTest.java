package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  @TempDir Path home;

  @Test
  void theWholeLoopIsShown() {
    CliRun demo = CliRun.of(home, "demo");

    assertThat(demo.status()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains(
            "application/vnd.registrysidecar.report.v1+json",
            "application/vnd.cyclonedx+json",
            "application/sarif+json",
            "io.registrysidecar.critical: ",
            "log4j-core",
            "CVE-2021-44228",
            "pkg:deb/debian/",
            "a sample of real records",
            "db import",
            "regctl artifact list",
            "oras discover",
            "curl ");
    assertThat(demo.out().lines())
        .as("attestations come last")
        .filteredOn(line -> line.contains("dev.sigstore.bundle.predicateType: "))
        .hasSize(3);
    assertThat(demo.err().lines()).allMatch(line -> line.matches("\\[ *\\d+\\.\\d\\d s] .+"));
    assertThat(home.resolve("state")).doesNotExist();
  }
}

package io.registrysidecar.publish;

import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.Coverage;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.ImageInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ScanInfo;
import io.registrysidecar.schema.ScannerInfo;
import io.registrysidecar.schema.Summary;
import io.registrysidecar.schema.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Results to publish: {@code of(subject).saying("…").at("…").artifacts()}. */
record Results(Subject subject, String statement, Instant startedAt, String advisories) {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  static Results of(Subject subject) {
    return new Results(subject, "all is well", NOON, "1");
  }

  Results saying(String something) {
    return new Results(subject, something, startedAt, advisories);
  }

  Results at(Instant time) {
    return new Results(subject, statement, time, advisories);
  }

  Results withAdvisories(String version) {
    return new Results(subject, statement, startedAt, version);
  }

  Report report() {
    return new Report(
        "1",
        new ImageInfo(
            "registry.test:5000/" + subject.repository(),
            subject.manifest().digest().toString(),
            subject.manifest().mediaType(),
            "linux/amd64",
            List.of("1.0")),
        scan(),
        new AdvisoriesInfo(advisories, null, List.of()),
        new Coverage(
            CoverageStatus.PARTIAL,
            List.of(new CoverageStatement("statement", statement, null, null))),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        null,
        Verdict.noPolicy(),
        new Summary(0, 0, 0, 0, 0, 0, 0),
        List.of());
  }

  List<Artifact> artifacts() {
    return List.of(
        Artifact.report(report()),
        Artifact.sbom("{\"bomFormat\":\"CycloneDX\"}".getBytes(StandardCharsets.UTF_8), scan()),
        Artifact.sarif(
            ("{\"says\":\"" + statement + "\"}").getBytes(StandardCharsets.UTF_8), scan()));
  }

  private ScanInfo scan() {
    return new ScanInfo(
        "scan-" + startedAt,
        startedAt,
        startedAt.plusSeconds(1),
        new ScannerInfo("registry-sidecar", "0.1.0"));
  }
}

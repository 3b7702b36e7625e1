package io.registrysidecar.policy;

import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.BaseInfo;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.Coverage;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.Epss;
import io.registrysidecar.schema.FeedInfo;
import io.registrysidecar.schema.FindingClass;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.ImageInfo;
import io.registrysidecar.schema.Kev;
import io.registrysidecar.schema.LayerInfo;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.OsInfo;
import io.registrysidecar.schema.PlatformInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ScanInfo;
import io.registrysidecar.schema.ScannerInfo;
import io.registrysidecar.schema.Severity;
import io.registrysidecar.schema.Summary;
import io.registrysidecar.schema.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds reports that are clean but for what a test says: complete, fresh, of Debian 12. */
final class Reports {

  static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  static final String DIGEST = "sha256:" + "a".repeat(64);
  static final String LAYER = "sha256:" + "b".repeat(64);

  private String repository = "registry.example.com/team/app";
  private String digest = DIGEST;
  private String mediaType = MediaTypes.OCI_MANIFEST;
  private String platform = "linux/amd64";
  private Instant finished = NOW.minus(Duration.ofHours(1));
  private AdvisoriesInfo advisories =
      new AdvisoriesInfo(
          "v1",
          NOW.minus(Duration.ofDays(1)),
          List.of(new FeedInfo("Debian", 1, null), new FeedInfo("KEV", 1, null)));
  private Coverage coverage = new Coverage(CoverageStatus.COMPLETE, List.of());
  private @Nullable OsInfo os =
      new OsInfo("debian", "12", "Debian 12", LocalDate.parse("2028-06-30"));
  private @Nullable BaseInfo base;
  private final List<ComponentInfo> components = new ArrayList<>();
  private final List<FindingInfo> findings = new ArrayList<>();
  private final List<Map<String, Object>> checks = new ArrayList<>();
  private final List<Map<String, Object>> secrets = new ArrayList<>();
  private List<PlatformInfo> platforms = List.of();

  static Reports report() {
    return new Reports();
  }

  Reports in(String name) {
    repository = name;
    return this;
  }

  Reports digest(String other) {
    digest = other;
    return this;
  }

  Reports platform(String name) {
    platform = name;
    return this;
  }

  Reports scannedBefore(Duration age) {
    finished = NOW.minus(age);
    return this;
  }

  Reports withoutDatabase() {
    advisories = AdvisoriesInfo.none();
    return covered(CoverageStatus.NONE, "advisory-database-missing");
  }

  Reports withoutKev() {
    advisories =
        new AdvisoriesInfo("v1", advisories.newestRecord(), List.of(advisories.feeds().getFirst()));
    return this;
  }

  Reports covered(CoverageStatus status, String code) {
    coverage = new Coverage(status, List.of(new CoverageStatement(code, "a gap", null, null)));
    return this;
  }

  Reports endOfLife(@Nullable String day) {
    os = new OsInfo("debian", "12", "Debian 12", day == null ? null : LocalDate.parse(day));
    return this;
  }

  Reports withoutOs() {
    os = null;
    return this;
  }

  Reports onBase(String image, String by) {
    base = new BaseInfo(image, null, by, 1, null);
    return this;
  }

  Reports component(String purl, String ecosystem, String... licenses) {
    String name = purl.substring(purl.lastIndexOf('/') + 1, purl.lastIndexOf('@'));
    String version = purl.substring(purl.lastIndexOf('@') + 1);
    components.add(
        new ComponentInfo(
            purl,
            name,
            version,
            ecosystem,
            LAYER,
            List.of("a/path"),
            null,
            null,
            List.of(licenses),
            null,
            List.of(),
            Map.of(),
            null));
    return this;
  }

  Reports finding(FindingInfo finding) {
    findings.add(finding);
    return this;
  }

  Reports check(Map<String, Object> check) {
    checks.add(check);
    return this;
  }

  Reports secret(Map<String, Object> secret) {
    secrets.add(secret);
    return this;
  }

  /** The roll-up of these platforms; a platform without report was not scanned. */
  Report indexOf(Report... scanned) {
    mediaType = MediaTypes.OCI_INDEX;
    List<PlatformInfo> all = new ArrayList<>();
    for (Report each : scanned) {
      all.add(
          new PlatformInfo(
              String.valueOf(each.image().platform()),
              String.valueOf(each.image().digest()),
              CoverageStatus.COMPLETE,
              each.summary()));
    }
    platforms = all;
    return build();
  }

  Report build() {
    return new Report(
        Report.SCHEMA_VERSION,
        new ImageInfo(
            repository,
            digest,
            mediaType,
            mediaType.equals(MediaTypes.OCI_INDEX) ? null : platform,
            List.of()),
        new ScanInfo("1", finished, finished, new ScannerInfo("test", "1")),
        advisories,
        coverage,
        os,
        base,
        List.of(new LayerInfo(LAYER, null, components.size())),
        components,
        findings,
        checks,
        secrets,
        Map.of(),
        null,
        Verdict.noPolicy(),
        Summary.of(findings),
        platforms);
  }

  Facts.Scanned facts() {
    return Facts.Scanned.of(build(), NOW);
  }

  /** A vulnerability of openssl with a fix, rated high, neither exploited nor likely to be. */
  static Vulnerability vulnerability(String id) {
    return new Vulnerability(id);
  }

  /** Builds findings. */
  static final class Vulnerability {
    private final String id;
    private List<String> aliases = List.of();
    private Severity severity = Severity.HIGH;
    private FindingClass kind = FindingClass.VULNERABILITY;
    private String component = "pkg:deb/debian/openssl@3.0.11-1?arch=amd64";
    private @Nullable String fixed = "3.0.15";
    private FindingStatus status = FindingStatus.FIXED_AVAILABLE;
    private @Nullable Epss epss = new Epss(0.01, 0.1, LocalDate.parse("2026-11-20"));
    private @Nullable Kev kev;
    private @Nullable Boolean base = false;
    private @Nullable Instant published;

    private Vulnerability(String id) {
      this.id = id;
    }

    Vulnerability alias(String... others) {
      aliases = List.of(others);
      return this;
    }

    Vulnerability severity(Severity other) {
      severity = other;
      return this;
    }

    Vulnerability kind(FindingClass other) {
      kind = other;
      return this;
    }

    Vulnerability of(String purl) {
      component = purl;
      return this;
    }

    Vulnerability unfixed() {
      fixed = null;
      status = FindingStatus.AFFECTED;
      return this;
    }

    Vulnerability suppressed() {
      status = FindingStatus.SUPPRESSED;
      return this;
    }

    Vulnerability epss(@Nullable Double score) {
      epss = score == null ? null : new Epss(score, 0.5, LocalDate.parse("2026-11-20"));
      return this;
    }

    Vulnerability exploitedSince(String day) {
      kev = new Kev(LocalDate.parse(day), null, false);
      return this;
    }

    Vulnerability published(Instant when) {
      published = when;
      return this;
    }

    Vulnerability ofBase(@Nullable Boolean whether) {
      base = whether;
      return this;
    }

    FindingInfo build() {
      return new FindingInfo(
          id,
          aliases,
          severity,
          kind,
          component,
          "3.0.11-1",
          fixed,
          status,
          null,
          epss,
          kev,
          published,
          null,
          "Debian",
          "It is below.",
          null,
          null,
          base,
          null,
          List.of());
    }
  }
}

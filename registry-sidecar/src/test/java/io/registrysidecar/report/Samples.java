package io.registrysidecar.report;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.SourcePackage;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.FeedInfo;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ScanInfo;
import io.registrysidecar.schema.ScannerInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Images that a reader knows at once, and a small language to make more. */
final class Samples {

  static final Digest BASE = digest("layer base");
  static final Digest APP = digest("layer app");
  static final Platform AMD64 = new Platform("linux", "amd64", null);
  static final Platform ARM64 = new Platform("linux", "arm64", null);

  static final ScanInfo SCAN =
      new ScanInfo(
          "01jd7n41kq8b",
          Instant.parse("2026-11-21T09:31:00Z"),
          Instant.parse("2026-11-21T09:31:00.731Z"),
          new ScannerInfo("registry-sidecar", "0.1.0"));

  static final AdvisoriesInfo ADVISORIES =
      new AdvisoriesInfo(
          "2026-11-20T06:12:44Z-5d1f0c3a9be7",
          Instant.parse("2026-11-20T05:58:01Z"),
          List.of(
              new FeedInfo("Debian", 52_817, Instant.parse("2026-11-20T05:58:01Z")),
              new FeedInfo("Maven", 6_120, null)));

  static final Distribution BOOKWORM =
      new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", List.of());

  static final Component LOG4J =
      new Component(
          "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
          "Maven",
          null,
          "org.apache.logging.log4j:log4j-core",
          "2.14.1",
          null,
          null,
          APP,
          List.of("app/service.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar"),
          null,
          List.of("Apache-2.0"));

  static final Finding LOG4SHELL =
      new Finding(
          "GHSA-jfh8-c2jp-5v3q",
          List.of("CVE-2021-44228"),
          Severity.CRITICAL,
          "CVSS:3.1 vector of GHSA-jfh8-c2jp-5v3q",
          Finding.Kind.VULNERABILITY,
          LOG4J,
          "2.15.0",
          Finding.Status.FIXED_AVAILABLE,
          new Finding.Cvss("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0),
          "GHSA",
          "2.14.1 is at or above 2.13.0 and below 2.15.0.");

  /** Every sample that has golden files. */
  static final Map<String, Report> REPORTS =
      Map.of(
          "findings", findings(AMD64),
          "clean", clean(),
          "partial", partial(),
          "nothing-known", nothingKnown(),
          "index", index());

  private Samples() {}

  /** The sample of that name. */
  static Report report(String name) {
    return Objects.requireNonNull(REPORTS.get(name), name);
  }

  /**
   * A Debian image with an application on top: two known problems, one that nobody will fix, one
   * suppressed.
   */
  static Report findings(Platform platform) {
    Component openssl = deb("openssl", "3.0.11-1~deb12u2", "openssl", platform);
    Component libssl = deb("libssl3", "3.0.11-1~deb12u2", "openssl", platform);
    Component tar = deb("tar", "1.34+dfsg-1.2+deb12u1", "tar", platform);
    return ReportAssembler.assemble(
        new ScanOutcome(
            image("registry.example.com/team/app", "app " + platform, platform, "1.4.2", "latest"),
            SCAN,
            ADVISORIES,
            new Inventory(BOOKWORM, List.of(openssl, libssl, tar, LOG4J), List.of()),
            List.of(
                debian("CVE-2024-5535", Severity.MEDIUM, openssl, "3.0.15-1~deb12u1"),
                debian("CVE-2024-5535", Severity.MEDIUM, libssl, "3.0.15-1~deb12u1"),
                with(
                    debian("CVE-2005-2541", Severity.NEGLIGIBLE, tar, null),
                    Finding.Status.WILL_NOT_FIX),
                with(debian("CVE-2023-39804", Severity.LOW, tar, null), Finding.Status.SUPPRESSED),
                LOG4SHELL),
            List.of()));
  }

  static Report clean() {
    return ReportAssembler.assemble(
        new ScanOutcome(
            image("registry.example.com/team/base", "clean", AMD64, "12"),
            SCAN,
            ADVISORIES,
            new Inventory(
                BOOKWORM, List.of(deb("openssl", "3.0.17-1~deb12u3", "openssl", AMD64)), List.of()),
            List.of(),
            List.of()));
  }

  /** One layer is broken, one jar is unreadable, and the release has no advisories. */
  static Report partial() {
    return ReportAssembler.assemble(
        new ScanOutcome(
            image("registry.example.com/team/legacy", "legacy", AMD64),
            SCAN,
            ADVISORIES,
            new Inventory(
                new Distribution("debian", "8", "jessie", "Debian GNU/Linux 8 (jessie)", List.of()),
                List.of(deb("openssl", "1.0.1t-1+deb8u6", "openssl", AMD64)),
                List.of(
                    new CoverageNote(
                        "layer-unreadable",
                        "The layer was read up to a break: the gzip stream ends early. Push the"
                            + " image again.",
                        APP,
                        null),
                    new CoverageNote(
                        "file-unreadable",
                        "The archive was not read: it has no central directory. What is in it is"
                            + " not known.",
                        BASE,
                        "opt/tools/old.jar"))),
            List.of(),
            List.of(
                CoverageNote.of(
                    "release-without-advisories",
                    "There are no advisories for Debian 8, so its packages were not matched."
                        + " Rebuild on a supported release."))));
  }

  /** A directory, scanned without an advisory database. */
  static Report nothingKnown() {
    return ReportAssembler.assemble(
        new ScanOutcome(
            new ImageFacts("rootfs:/srv/root", null, null, null, List.of(), List.of(BASE)),
            SCAN,
            AdvisoriesInfo.none(),
            new Inventory(
                BOOKWORM, List.of(deb("openssl", "3.0.11-1~deb12u2", "openssl", AMD64)), List.of()),
            List.of(),
            List.of()));
  }

  /** Two platforms with the same problems, and one whose layers are elsewhere. */
  static Report index() {
    return RollUp.of(
        new ImageFacts(
            "registry.example.com/team/app",
            digest("index"),
            MediaTypes.OCI_INDEX,
            null,
            List.of("latest", "1.4"),
            List.of()),
        SCAN,
        ADVISORIES,
        List.of(
            new PlatformResult.Scanned(findings(AMD64)),
            new PlatformResult.Scanned(findings(ARM64)),
            new PlatformResult.NotScanned(
                new Platform("windows", "amd64", null),
                digest("windows"),
                "its layers are not in this registry. Nothing is known about it.")),
        List.of());
  }

  static ImageFacts image(
      String repository, String content, @Nullable Platform platform, String... tags) {
    return new ImageFacts(
        repository,
        digest("image " + content),
        MediaTypes.OCI_MANIFEST,
        platform,
        List.of(tags),
        List.of(BASE, APP));
  }

  static Component deb(String name, String version, String source, Platform platform) {
    return new Component(
        "pkg:deb/debian/"
            + name
            + "@"
            + version.replace("+", "%2B")
            + "?arch="
            + platform.architecture()
            + "&distro=debian-12",
        "Debian",
        "12",
        name,
        version,
        new SourcePackage(source, version),
        null,
        BASE,
        List.of("var/lib/dpkg/status"),
        null,
        List.of());
  }

  static Finding debian(
      String cve, Severity severity, Component component, @Nullable String fixed) {
    return new Finding(
        "DEBIAN-" + cve,
        List.of(cve),
        severity,
        "Debian",
        Finding.Kind.VULNERABILITY,
        component,
        fixed,
        fixed == null ? Finding.Status.AFFECTED : Finding.Status.FIXED_AVAILABLE,
        null,
        "Debian",
        fixed == null
            ? "Every version is affected."
            : component.version() + " is below " + fixed + ".");
  }

  static Finding with(Finding finding, Finding.Status status) {
    return new Finding(
        finding.id(),
        finding.aliases(),
        finding.severity(),
        finding.severitySource(),
        finding.kind(),
        finding.component(),
        finding.fixed(),
        status,
        finding.cvss(),
        finding.source(),
        finding.reason());
  }

  static ScanOutcome outcome(
      List<Component> components, List<Finding> findings, CoverageNote... notes) {
    return new ScanOutcome(
        image("registry.example.com/team/app", "sample", AMD64),
        SCAN,
        ADVISORIES,
        new Inventory(BOOKWORM, components, List.of()),
        findings,
        new ArrayList<>(List.of(notes)));
  }

  static Digest digest(String content) {
    return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
  }
}

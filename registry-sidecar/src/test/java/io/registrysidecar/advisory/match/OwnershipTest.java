package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.builtBy;
import static io.registrysidecar.advisory.match.Components.deb;
import static io.registrysidecar.advisory.match.Components.ownedBy;
import static io.registrysidecar.advisory.match.Components.pypi;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the last word about files that a distribution's package brought. */
final class OwnershipTest {

  private static final Osv UPSTREAM =
      osv("GHSA-1").affects("PyPI", "requests").from("0").fixedIn("2.31.0");
  private static final Osv DEBIAN = osv("CVE-2026-9").affects("Debian:12", "other").from("0");

  @TempDir Path dir;

  @Test
  void theDistributionsVerdictWinsAboutItsOwnPackages() throws IOException {
    Component owner = deb("python3-requests", "2.28.1+dfsg-1");

    Finding finding =
        findings(owner, ownedBy(pypi("requests", "2.28.1"), owner), UPSTREAM, DEBIAN).getFirst();

    assertThat(finding.id()).isEqualTo("GHSA-1");
    assertThat(finding.status()).isEqualTo(Status.SUPPRESSED);
    assertThat(finding.reason()).contains("requests belongs to " + owner.purl());
  }

  @Test
  void soDoThoseOfOtherDistributions() throws IOException {
    Component apk = Components.apk("v3.20", "py3-requests", "2.28.1-r0");
    Component rpm =
        Components.component("rpm/rocky", "Rocky Linux", "9", "python3-requests", "2.25.1-8.el9");

    for (Component owner : List.of(apk, rpm)) {
      assertThat(
              findings(
                  owner,
                  ownedBy(pypi("requests", "2.28.1"), owner),
                  UPSTREAM,
                  osv("ALPINE-CVE-2026-9").affects("Alpine:v3.20", "other").from("0"),
                  osv("RLSA-2026:9").affects("Rocky Linux:9", "other").from("0")))
          .extracting(Finding::status)
          .containsExactly(Status.SUPPRESSED);
    }
  }

  @Test
  void whatNobodyOwnsIsJudgedByItself() throws IOException {
    assertThat(findings(deb("python3-requests", "1"), pypi("requests", "2.28.1"), UPSTREAM, DEBIAN))
        .extracting(Finding::status)
        .containsExactly(Status.FIXED_AVAILABLE);
  }

  @Test
  void withoutAVerdictNothingIsSuppressed() throws IOException {
    Component uncovered = deb("python3-requests", "1");
    assertThat(findings(uncovered, ownedBy(pypi("requests", "2.28.1"), uncovered), UPSTREAM))
        .as("nothing is known about the release")
        .extracting(Finding::status)
        .containsExactly(Status.FIXED_AVAILABLE);

    Component foreign = builtBy(deb("tool", "1"), "Docker <support@docker.com>");
    assertThat(findings(foreign, ownedBy(pypi("requests", "2.28.1"), foreign), UPSTREAM, DEBIAN))
        .as("somebody else built the package")
        .extracting(Finding::status)
        .containsExactly(Status.FIXED_AVAILABLE);
  }

  @Test
  void whatTheDistributionDecidesNeedsNoOtherAdvisories() throws IOException {
    Component owner = deb("python3-requests", "2.28.1+dfsg-1");
    Component owned = ownedBy(pypi("requests", "2.28.1"), owner);
    AdvisoryDatabase database = Databases.of(dir, DEBIAN);
    Matcher matcher = new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER);

    assertThat(matcher.match(Components.inventory(owner, owned), database).notes())
        .extracting(CoverageNote::code)
        .doesNotContain("ecosystem-not-covered");
    assertThat(matcher.match(Components.inventory(owner, pypi("requests", "1")), database).notes())
        .extracting(CoverageNote::code)
        .contains("ecosystem-not-covered");
  }

  private List<Finding> findings(Component owner, Component owned, Osv... records)
      throws IOException {
    return new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
        .match(Components.inventory(owner, owned), Databases.of(dir, records))
        .findings();
  }
}

package io.registrysidecar.advisory.match;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.osRelease;
import static io.registrysidecar.testing.Evidence.resource;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a layer with rpm's database to findings, with advisories that Rocky Linux published. */
final class RockyImageTest {

  private static final String NODE_IN_JUNE = "1:18.14.2-3.module+el9.2.0+14843+acebbfea";
  private static final String NODE_IN_SEPTEMBER = "1:18.17.1-1.module+el9.2.0+15172+b1edf08f";

  @TempDir Path dir;

  @Test
  void theDatabaseOfAnImageLeadsToItsFindings() throws IOException {
    Inventory inventory =
        fullInventoryOf(
            image()
                .layer(
                    osRelease("rocky", "9.2", "Rocky Linux 9.2 (Blue Onyx)"),
                    file("var/lib/rpm/rpmdb.sqlite", database()))
                .build());
    Path file = dir.resolve("advisories.db");
    Databases.build(
        file,
        InstantSource.fixed(Databases.NOW),
        resource("/io/registrysidecar/advisory/match/rocky-9.jsonl"));

    MatchResult result =
        new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
            .match(inventory, AdvisoryDatabase.open(file));

    assertThat(inventory.notes()).isEmpty();
    assertThat(inventory.components())
        .filteredOn(component -> component.name().equals("openssl-libs"))
        .extracting(Component::purl)
        .containsExactly(
            "pkg:rpm/rocky/openssl-libs@1%3A3.0.7-6.el9_2?arch=x86_64&distro=rocky-9.2"
                + "&upstream=openssl%403.0.7-6.el9_2");
    assertThat(result.findings())
        .extracting(RockyImageTest::told)
        .containsExactlyInAnyOrder(
            "curl CVE-2023-38545 HIGH 0:7.76.1-23.el9_2.4",
            "curl CVE-2023-38546 HIGH 0:7.76.1-23.el9_2.4",
            "nodejs CVE-2023-31124 HIGH " + NODE_IN_JUNE,
            "nodejs CVE-2023-31130 HIGH " + NODE_IN_JUNE,
            "nodejs CVE-2023-31147 HIGH " + NODE_IN_JUNE,
            "nodejs CVE-2023-32067 HIGH " + NODE_IN_JUNE,
            "nodejs CVE-2022-25883 HIGH " + NODE_IN_SEPTEMBER,
            "nodejs CVE-2023-32002 HIGH " + NODE_IN_SEPTEMBER,
            "nodejs CVE-2023-32006 HIGH " + NODE_IN_SEPTEMBER,
            "nodejs CVE-2023-32559 HIGH " + NODE_IN_SEPTEMBER,
            "openssl CVE-2024-6119 MEDIUM 1:3.0.7-28.el9_4",
            "openssl-libs CVE-2024-6119 MEDIUM 1:3.0.7-28.el9_4");
    assertThat(result.notes())
        .extracting(CoverageNote::code)
        .containsExactly("advisory-database-stale", "foreign-package");
  }

  private static String told(Finding finding) {
    return "%s %s %s %s"
        .formatted(finding.component().name(), finding.id(), finding.severity(), finding.fixed());
  }

  private static byte[] database() throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(resource("/inventory/rpm/rpmdb.sqlite.gz")))) {
      return in.readAllBytes();
    }
  }
}

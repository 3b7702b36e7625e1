package io.registrysidecar.report;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.jar;
import static io.registrysidecar.testing.Contents.npm;
import static io.registrysidecar.testing.Contents.python;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.sbom.SbomFile;
import io.registrysidecar.schema.Report;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bill of materials, read again, is the inventory that it was made of, in all that findings
 * depend on: then the findings are the same.
 */
class SbomRoundTripTest {

  private static final Inventory INVENTORY =
      fullInventoryOf(
          image()
              .layer(
                  debian(12),
                  dpkg("openssl", "3.0.11-1~deb12u2"),
                  dpkg("libssl3", "3.0.11-1~deb12u2", "openssl", "3.0.11-1~deb12u2"),
                  dpkg("git", "1:2.39.5-0+deb12u1"),
                  dpkg("bash", "5.2.15-2+b13", "bash", "5.2.15-2"),
                  dpkg("python3-requests", "2.28.1+dfsg-1"),
                  file("var/lib/dpkg/status.d/docker", docker()),
                  python("requests", "2.28.1"),
                  file(
                      "var/lib/dpkg/info/python3-requests.list",
                      "/usr/lib/python3/dist-packages/requests-2.28.1.dist-info/METADATA\n"))
              .layer(
                  npm("@babel/core", "7.0.0"),
                  npm("lodash", "4.17.20"),
                  jar("app/log4j.jar", "org.apache.logging.log4j", "log4j-core", "2.14.1"))
              .build());

  private static final Report REPORT =
      ReportAssembler.assemble(
          new ScanOutcome(
              Samples.image("registry.example.com/team/app", "app", Samples.AMD64),
              Samples.SCAN,
              Samples.ADVISORIES,
              INVENTORY,
              List.of(),
              List.of()));

  @ParameterizedTest
  @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx", "spdx-tv"})
  void whatFindingsDependOnComesBack(String format) throws Exception {
    Inventory read = SbomFile.read(render(format)).inventory();

    assertThat(read.components().stream().map(SbomRoundTripTest::relevant))
        .containsExactlyInAnyOrderElementsOf(
            INVENTORY.components().stream().map(SbomRoundTripTest::relevant).toList())
        .hasSize(10);
    Distribution distribution = Objects.requireNonNull(read.distribution());
    assertThat(distribution.id() + " " + distribution.versionId()).isEqualTo("debian 12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx", "spdx-tv"})
  void equalReportsGiveEqualBytes(String format) {
    assertThat(render(format)).isEqualTo(render(format));
  }

  private static List<Object> relevant(Component component) {
    return List.of(
        component.purl(),
        component.ecosystem(),
        String.valueOf(component.release()),
        component.name(),
        component.version(),
        String.valueOf(component.source()),
        String.valueOf(component.maintainer()),
        component.layer(),
        String.valueOf(component.ownedBy()));
  }

  private static byte[] render(String format) {
    return ReportFormats.named(format).orElseThrow().render(REPORT, ReportFormat.Style.READABLE);
  }

  private static String docker() {
    return """
    Package: docker-ce
    Version: 5:27.0.0-1
    Architecture: amd64
    Maintainer: Docker <support@docker.com>
    """;
  }
}

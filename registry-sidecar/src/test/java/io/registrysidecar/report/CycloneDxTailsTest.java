package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.ImageInfo;
import io.registrysidecar.schema.OsInfo;
import io.registrysidecar.schema.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is installed is written once for images that have the same, and nobody sees that. */
class CycloneDxTailsTest {

  private final Report first = Samples.report("findings");

  @Test
  void aDocumentIsTheSameHoweverOftenItsComponentsWereWritten() {
    byte[] once = render(new CycloneDxFormat(), first);
    var format = new CycloneDxFormat();

    for (int time = 0; time < 4; time++) {
      assertThat(render(format, first)).as("time %d", time).isEqualTo(once);
    }
  }

  @Test
  void anotherImageWithTheSameComponentsHasItsOwnDocument() {
    var format = new CycloneDxFormat();
    for (int time = 0; time < 3; time++) {
      assertThat(render(format, first)).isNotEmpty();
    }
    Report other = like(first, "registry.example/other", first.os());
    assertThat(other.components()).isSameAs(first.components());

    assertThat(render(format, other)).isEqualTo(render(new CycloneDxFormat(), other));
  }

  @Test
  void theDistributionIsAmongTheComponents() {
    var format = new CycloneDxFormat();
    for (int time = 0; time < 3; time++) {
      assertThat(render(format, first)).isNotEmpty();
    }
    Report other = like(first, "registry.example/other", new OsInfo("alpine", "3.20", "", null));

    assertThat(render(format, other)).isEqualTo(render(new CycloneDxFormat(), other));
  }

  private static byte[] render(CycloneDxFormat format, Report report) {
    return format.render(report, ReportFormat.Style.COMPACT);
  }

  private static Report like(Report report, String repository, @Nullable OsInfo os) {
    ImageInfo image = report.image();
    return new Report(
        report.schemaVersion(),
        new ImageInfo(
            repository, image.digest(), image.mediaType(), image.platform(), List.of("other")),
        report.scan(),
        report.advisories(),
        report.coverage(),
        os,
        report.base(),
        report.layers(),
        report.components(),
        report.findings(),
        report.checks(),
        report.secrets(),
        report.audit(),
        report.signatures(),
        report.verdict(),
        report.summary(),
        report.platforms());
  }
}

package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ReportReader;
import org.junit.jupiter.api.Test;

class ReportFormatsTest {

  @Test
  void everyFormatIsFoundByItsName() {
    assertThat(ReportFormats.all())
        .extracting(ReportFormat::name)
        .containsExactly("table", "json", "cyclonedx", "cyclonedx-xml", "spdx", "spdx-tv", "sarif");
    assertThat(ReportFormats.all())
        .allSatisfy(format -> assertThat(ReportFormats.named(format.name())).contains(format));
    assertThat(ReportFormats.named("yaml")).isEmpty();
  }

  @Test
  void whatIsAttachedToImagesHasTheArtifactTypesOfTheContract() {
    assertThat(ReportFormats.JSON.mediaType()).isEqualTo(MediaTypes.REPORT);
    assertThat(ReportFormats.CYCLONEDX.mediaType()).isEqualTo(MediaTypes.CYCLONEDX);
    assertThat(ReportFormats.SARIF.mediaType()).isEqualTo(MediaTypes.SARIF);
  }

  @Test
  void equalReportsGiveEqualBytesInEveryFormatAndStyle() throws Exception {
    for (Report report : Samples.REPORTS.values()) {
      Report equal =
          new ReportReader().read(ReportFormats.JSON.render(report, ReportFormat.Style.COMPACT));
      for (ReportFormat format : ReportFormats.all()) {
        for (ReportFormat.Style style : ReportFormat.Style.values()) {
          assertThat(format.render(equal, style)).isEqualTo(format.render(report, style));
        }
      }
    }
  }
}

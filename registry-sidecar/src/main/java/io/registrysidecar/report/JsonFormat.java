package io.registrysidecar.report;

import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ReportWriter;

/** The complete report, as {@code annotation-schema} defines it. */
final class JsonFormat implements ReportFormat {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String mediaType() {
    return MediaTypes.REPORT;
  }

  @Override
  public byte[] render(Report report, Style style) {
    return style == Style.COMPACT ? ReportWriter.compact(report) : ReportWriter.indented(report);
  }
}

package io.registrysidecar.report;

import java.util.List;
import java.util.Optional;

/** The one list of all formats. */
public final class ReportFormats {

  /** Columns for people at a terminal. */
  public static final ReportFormat TABLE = new TableFormat();

  /** The complete report, as {@code annotation-schema} defines it. */
  public static final ReportFormat JSON = new JsonFormat();

  /** The software bill of materials: CycloneDX 1.6. */
  public static final ReportFormat CYCLONEDX = new CycloneDxFormat();

  /** The findings: SARIF 2.1.0. */
  public static final ReportFormat SARIF = new SarifFormat();

  private static final List<ReportFormat> ALL =
      List.of(
          TABLE,
          JSON,
          CYCLONEDX,
          new CycloneDxXmlFormat(),
          new SpdxFormat(),
          new SpdxTagValueFormat(),
          SARIF);

  private ReportFormats() {}

  /** Every format, in the order in which help pages list them. */
  public static List<ReportFormat> all() {
    return ALL;
  }

  /** The format that users call {@code name}, or empty when there is none. */
  public static Optional<ReportFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }
}

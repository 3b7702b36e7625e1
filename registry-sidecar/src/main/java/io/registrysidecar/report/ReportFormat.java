package io.registrysidecar.report;

import io.registrysidecar.schema.Report;

/**
 * One way of writing a report. Pure: equal reports give equal bytes. A new format is a class of its
 * own and a line in {@link ReportFormats}.
 */
public interface ReportFormat {

  /** The word that users write for it, lower-case. */
  String name();

  /**
   * The media type of what it writes; of a format that is attached to images also the artifact
   * type.
   */
  String mediaType();

  /** The report in UTF-8. */
  byte[] render(Report report, Style style);

  /** For whom it is written. */
  enum Style {
    /** For programs and registries: no byte too many. */
    COMPACT,
    /** For people, in files and pipes. */
    READABLE,
    /** For people at a terminal that shows colours. */
    COLOURED
  }
}

package io.registrysidecar.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.charset.StandardCharsets;

/** Writes a report. Members come in the order of the schema; equal reports give equal bytes. */
public final class ReportWriter {

  private static final ObjectWriter COMPACT = ReportJson.MAPPER.writerFor(Report.class);
  private static final ObjectWriter INDENTED = COMPACT.with(indenter());

  private ReportWriter() {}

  /** As it goes into a registry: UTF-8 without white space. */
  public static byte[] compact(Report report) {
    return write(COMPACT, report).getBytes(StandardCharsets.UTF_8);
  }

  /** For people: UTF-8, two spaces per level, a line feed at the end, the same on every system. */
  public static byte[] indented(Report report) {
    return (write(INDENTED, report) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String write(ObjectWriter writer, Report report) {
    try {
      return writer.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "write report of "
              + report.image().repository()
              + ": an open section holds what JSON cannot",
          e);
    }
  }

  private static DefaultPrettyPrinter indenter() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }
}

package io.registrysidecar.schema;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;

/**
 * Writes a report. Members come in the order of the schema; equal reports give equal bytes. Who is
 * interrupted meanwhile gets a {@link CancellationException}.
 */
public final class ReportWriter {

  private static final ObjectWriter COMPACT = ReportJson.MAPPER.writerFor(Report.class);
  private static final ObjectWriter INDENTED = COMPACT.with(indenter());

  private ReportWriter() {}

  /** As it goes into a registry: UTF-8 without white space. */
  public static byte[] compact(Report report) {
    return write(COMPACT, report).toByteArray();
  }

  /** For people: UTF-8, two spaces per level, a line feed at the end, the same on every system. */
  public static byte[] indented(Report report) {
    GatheringOutput out = write(INDENTED, report);
    out.write('\n');
    return out.toByteArray();
  }

  private static GatheringOutput write(ObjectWriter writer, Report report) {
    GatheringOutput out = new GatheringOutput();
    try {
      writer.writeValue(new InterruptibleOutput(out), report);
    } catch (InterruptedIOException e) {
      throw (CancellationException) new CancellationException(e.getMessage()).initCause(e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "write report of "
              + report.image().repository()
              + ": an open section holds what JSON cannot",
          e);
    }
    return out;
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

package io.registrysidecar.cli;

import io.registrysidecar.file.FileProblem;
import io.registrysidecar.report.ReportFormat;
import io.registrysidecar.report.ReportFormats;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How and where a report is written. */
final class OutputOptions {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      completionCandidates = Formats.class,
      converter = Formats.class,
      description = "How: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ReportFormat format = ReportFormats.TABLE;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where, instead of standard output. An existing file is replaced at the end.")
  @Nullable Path file;

  boolean isJson() {
    return format.name().equals("json");
  }

  boolean isTable() {
    return format.equals(ReportFormats.TABLE) && file == null;
  }

  void write(Console console, Report report) throws CommandFailure {
    boolean coloured = file == null && console.colours();
    write(
        console,
        format.render(
            report, coloured ? ReportFormat.Style.COLOURED : ReportFormat.Style.READABLE));
  }

  void write(Console console, byte[] text) throws CommandFailure {
    if (file == null) {
      console.out().write(text, 0, text.length);
      console.out().flush();
      if (console.out().checkError()) {
        throw new CommandFailure("write to standard output: nobody reads it any more.");
      }
    } else {
      replace(file, text);
    }
  }

  /** A reader of the file sees the old content or the new one, whatever happens. */
  private static void replace(Path file, byte[] text) throws CommandFailure {
    Path absolute = file.toAbsolutePath();
    Path fresh = absolute.resolveSibling("." + absolute.getFileName() + ".new");
    try {
      Files.write(fresh, text);
      Files.move(
          fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(fresh, e);
      throw new CommandFailure(
          "write "
              + file
              + ": "
              + FileProblem.reason(e)
              + ". Check that the directory exists, may be written, and has room.",
          e);
    }
  }

  private static void discard(Path file, IOException cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** The names of formats. */
  static final class Formats implements Iterable<String>, ITypeConverter<ReportFormat> {

    @Override
    public Iterator<String> iterator() {
      return ReportFormats.all().stream().map(ReportFormat::name).iterator();
    }

    @Override
    public ReportFormat convert(String name) {
      return ReportFormats.named(name)
          .orElseThrow(() ->
              new TypeConversionException(
                  "there is no format '" + name + "'; there are: " + String.join(", ", this)));
    }
  }
}

package io.registrysidecar.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** Whether people or programs read an answer. */
final class AnswerOptions {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  Format format = Format.TABLE;

  boolean isJson() {
    return format == Format.JSON;
  }

  /** How an answer is shown. */
  enum Format {
    TABLE,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

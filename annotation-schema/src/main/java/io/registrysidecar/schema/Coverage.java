package io.registrysidecar.schema;

import java.util.List;

/**
 * How much was looked at. Zero findings mean "clean" only where {@code status} is complete.
 *
 * @param status the whole in one word
 * @param statements what was not looked at; empty when complete
 */
public record Coverage(CoverageStatus status, List<CoverageStatement> statements) {

  /** Copies the statements. */
  public Coverage {
    statements = List.copyOf(statements);
  }
}

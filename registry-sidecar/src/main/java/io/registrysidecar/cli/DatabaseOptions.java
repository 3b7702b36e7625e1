package io.registrysidecar.cli;

import io.registrysidecar.config.Configuration;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which advisory database is meant. */
final class DatabaseOptions {

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description =
          "The advisory database. Default: as configured, else advisories.db in the state"
              + " directory.")
  @Nullable Path file;

  Path file(Configuration configuration) {
    return Objects.requireNonNullElse(file, configuration.advisories().database());
  }
}

package io.registrysidecar.cli;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexFilter;
import io.registrysidecar.store.VexScope;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists statements. */
@Command(
    name = "list",
    description = "Lists what was stated, the newest first; of all images, or of those named.",
    footer = {
      "%nExamples:",
      "  registry-sidecar vex list",
      "  registry-sidecar vex list --ended registry.example.com/team/app"
    })
final class VexListCommand implements Callable<Integer> {

  private final Console console;

  @Mixin StateOptions configuration;

  @Parameters(
      arity = "0..1",
      paramLabel = "IMAGE|REPOSITORY",
      description = "Only what is about this image, or about this repository and its images.")
  @Nullable VexTarget target;

  @Option(names = "--ended", description = "With what was removed or has expired.")
  boolean ended;

  @Mixin ListOptions list;

  VexListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = Instant.now();
    Configuration configured = configuration.load(console);
    try (Store store = LocalState.open(configured, now)) {
      @Nullable VexScope scope = target == null ? null : target.scope(configured, store.images());
      var filter =
          new VexFilter(
              scope == null ? null : scope.registry(),
              scope == null ? null : scope.repository(),
              scope == null ? null : scope.digest(),
              ended);
      list.print(
          console, store.vex().list(filter, now, list.page()), statement -> line(statement, now));
      return ExitStatus.DONE;
    }
  }

  private static String line(StoredVex statement, Instant now) {
    var mark = statement.mark();
    StringBuilder line = new StringBuilder();
    line.append(statement.id())
        .append("  ")
        .append(statement.scope())
        .append("  ")
        .append(mark.vulnerability())
        .append("  ")
        .append(mark.status().word());
    append(line, ": ", mark.justification());
    append(line, "; ", mark.impact());
    append(line, "; action: ", mark.action());
    append(line, "; in ", mark.component());
    line.append("  (")
        .append(mark.author())
        .append(", ")
        .append(statement.since())
        .append(", by ")
        .append(statement.actor());
    append(line, ", until ", mark.expires());
    append(line, ", removed ", statement.endedAt());
    if (statement.endedAt() == null && !statement.counts(now)) {
      line.append(", expired");
    }
    return line.append(')').toString();
  }

  private static void append(StringBuilder line, String before, @Nullable Object value) {
    if (value != null) {
      line.append(before).append(value);
    }
  }
}

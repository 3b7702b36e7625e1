package io.registrysidecar.cli;

import io.registrysidecar.advisory.DatabaseInfo;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which advisories are loaded. */
@Command(
    name = "status",
    description = "Says which advisories are loaded: from where, how many, how old.",
    footer = {
      "%nExamples:",
      "  registry-sidecar db status",
      "  registry-sidecar db status --db /srv/advisories.db"
    })
final class DbStatusCommand implements Callable<Integer> {

  private final Console console;

  @Mixin StateOptions configuration;
  @Mixin DatabaseOptions database;

  DbStatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Path file = database.file(configuration.load(console));
    if (!Files.exists(file)) {
      throw new CommandFailure(
          "open advisory database "
              + file
              + ": there is none. Load one: registry-sidecar db import DIRECTORY|FILE|URL, or for a"
              + " first look registry-sidecar db import sample");
    }
    DatabaseInfo info = AdvisoryDatabase.open(file).info();
    console.out().print(DatabaseText.of(file, info, InstantSource.system().instant()));
    return ExitStatus.DONE;
  }
}

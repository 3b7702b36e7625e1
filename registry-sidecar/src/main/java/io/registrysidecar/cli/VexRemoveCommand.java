package io.registrysidecar.cli;

import io.registrysidecar.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes statements back. */
@Command(
    name = "remove",
    description = {
      "Takes statements back. The images are judged again without them.",
      "That they were made, and who took them back, stays in the history of the images."
    },
    footer = {"%nExamples:", "  registry-sidecar vex remove 7"})
final class VexRemoveCommand implements Callable<Integer> {

  private final Console console;

  @Mixin StateOptions configuration;

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "The numbers of statements, as vex list shows them.")
  List<Long> ids = List.of();

  VexRemoveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = Instant.now();
    try (Store store = LocalState.open(configuration.load(console), now)) {
      for (long id : ids) {
        if (!store.vex().remove(id, VexAddCommand.whoRunsThis(), now)) {
          throw new CommandFailure(
              "remove "
                  + id
                  + ": no statement of this number counts. See: registry-sidecar vex list --ended");
        }
      }
      console.say(ids.size() + " removed");
      return ExitStatus.DONE;
    }
  }
}

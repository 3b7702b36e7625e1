package io.registrysidecar.cli;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forgets notifications that led to nothing. */
@Command(
    name = "drop",
    description = "Forgets them.",
    footer = {
      "%nExamples:",
      "  registry-sidecar dead-letters drop 7 8",
      "  registry-sidecar dead-letters drop --all"
    })
final class DeadLettersDropCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;
  @Mixin StateOptions configuration;

  @Parameters(
      arity = "0..*",
      paramLabel = "NUMBER",
      description = "The numbers of notifications, as dead-letters list shows them.")
  List<Long> numbers = new ArrayList<>();

  @Option(names = "--all", description = "All of them.")
  boolean all;

  DeadLettersDropCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (all == !numbers.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Name notifications by their numbers, or say --all.");
    }
    try (Store store = LocalState.open(configuration.load(console), Instant.now())) {
      Inbox inbox = store.inbox();
      console.say((all ? inbox.dropDeadLetters() : drop(inbox)) + " dropped");
      return ExitStatus.DONE;
    }
  }

  private int drop(Inbox inbox) throws CommandFailure {
    for (long number : numbers) {
      if (!inbox.dropDeadLetter(number)) {
        throw absent("drop", number);
      }
    }
    return numbers.size();
  }

  static CommandFailure absent(String action, long number) {
    return new CommandFailure(
        action
            + " "
            + number
            + ": there is no notification of this number that led to nothing. See:"
            + " registry-sidecar dead-letters list");
  }
}

package io.registrysidecar.cli;

import io.registrysidecar.store.Inbox.Opened;
import io.registrysidecar.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a registry sent. */
@Command(
    name = "show",
    description = {
      "Shows what was sent, up to 16 KiB of it; the reason goes to standard error.",
      "What a terminal might obey is replaced."
    },
    footer = {"%nExamples:", "  registry-sidecar dead-letters show 7"})
final class DeadLettersShowCommand implements Callable<Integer> {

  private final Console console;

  @Mixin StateOptions configuration;

  @Parameters(
      paramLabel = "NUMBER",
      description = "The number of a notification, as dead-letters list shows it.")
  long number;

  DeadLettersShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (Store store = LocalState.open(configuration.load(console), Instant.now())) {
      Opened opened =
          store
              .inbox()
              .open(number)
              .orElseThrow(() -> DeadLettersDropCommand.absent("show", number));
      console.say(
          Printable.of(
              opened.letter().source()
                  + ", "
                  + opened.letter().receivedAt()
                  + ": "
                  + opened.letter().reason()));
      new String(opened.body(), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> console.out().println(Printable.of(line)));
      return ExitStatus.DONE;
    }
  }
}

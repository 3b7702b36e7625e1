package io.registrysidecar.cli;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.Inbox.DeadLetter;
import io.registrysidecar.store.Store;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists notifications that led to nothing. */
@Command(
    name = "list",
    description = {
      "Lists them, the newest first, each with its number and the reason.",
      "They are forgotten after a week."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar dead-letters list",
      "  registry-sidecar dead-letters list --limit 1000"
    })
final class DeadLettersListCommand implements Callable<Integer> {

  private final Console console;

  @Mixin StateOptions configuration;

  @Mixin ListOptions list;

  DeadLettersListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (Store store = LocalState.open(configuration.load(console), Instant.now())) {
      Inbox inbox = store.inbox();
      list.print(console, inbox.deadLetters(list.page()), DeadLettersListCommand::line);
      console.say(inbox.countDeadLetters() + " notifications led to nothing");
      return ExitStatus.DONE;
    }
  }

  private static String line(DeadLetter letter) {
    return letter.sequence()
        + "  "
        + letter.receivedAt()
        + "  "
        + letter.source()
        + "  "
        + letter.size()
        + " bytes: "
        + letter.reason();
  }
}

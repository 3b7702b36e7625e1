package io.registrysidecar.cli;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.Inbox.DeadLetter;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.Store;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "The most lines, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  int limit;

  DeadLettersListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (Store store = LocalState.open(configuration.load(console), Instant.now())) {
      Inbox inbox = store.inbox();
      Page<DeadLetter> page =
          inbox.deadLetters(PageRequest.first(Math.clamp(limit, 1, PageRequest.LARGEST)));
      page.items().forEach(letter -> console.out().println(Printable.of(line(letter))));
      if (page.next() != null) {
        console.say("There are more; ask for up to 1000 with --limit.");
      }
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

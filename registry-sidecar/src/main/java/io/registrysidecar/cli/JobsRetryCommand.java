package io.registrysidecar.cli;

import io.registrysidecar.store.Store;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Queues again what was given up. */
@Command(
    name = "retry",
    description = "Queues again what was given up, as if it had never failed.",
    footer = {
      "%nExamples:",
      "  registry-sidecar jobs retry 'scan/registry/team/app@sha256:…#1'",
      "  registry-sidecar jobs retry --all"
    })
final class JobsRetryCommand implements Callable<Integer> {

  private final Console console;

  @Mixin StateOptions configuration;
  @Mixin JobSelection selection;

  JobsRetryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    selection.check();
    Instant now = Instant.now();
    try (Store store = LocalState.open(configuration.load(console), now)) {
      int queued = selection.each(store.jobs(), id -> store.jobs().revive(id, now));
      console.say(queued + " queued again");
      return ExitStatus.DONE;
    }
  }
}

package io.registrysidecar.cli;

import io.registrysidecar.store.Store;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Forgets jobs. */
@Command(
    name = "drop",
    description = {
      "Forgets a job, queued or given up. One that runs is stopped.",
      "Reconciliation may find the image again and queue it anew."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar jobs drop 'scan/registry/team/app@sha256:…#1'",
      "  registry-sidecar jobs drop --all      (everything that was given up)"
    })
final class JobsDropCommand implements Callable<Integer> {

  private final Console console;

  @Mixin StateOptions configuration;
  @Mixin JobSelection selection;

  JobsDropCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    selection.check();
    try (Store store = LocalState.open(configuration.load(console), Instant.now())) {
      int dropped = selection.each(store.jobs(), id -> store.jobs().drop(id));
      console.say(dropped + " dropped");
      return ExitStatus.DONE;
    }
  }
}

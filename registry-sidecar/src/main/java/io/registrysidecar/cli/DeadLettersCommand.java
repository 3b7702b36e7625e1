package io.registrysidecar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Notifications that led to nothing. */
@Command(
    name = "dead-letters",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Shows the notifications of registries that led to nothing, and forgets them. What was"
            + " queued and given up is another thing: registry-sidecar jobs list --dead",
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersDropCommand.class
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar dead-letters list",
      "  registry-sidecar dead-letters show 7",
      "  registry-sidecar dead-letters drop --all",
      "%nThe service may run meanwhile."
    })
final class DeadLettersCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which of list, show and drop?");
  }
}

package io.registrysidecar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The queue and its dead letters. */
@Command(
    name = "jobs",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Shows the queue of the service on this machine and its dead letters, and changes them.",
    subcommands = {JobsListCommand.class, JobsRetryCommand.class, JobsDropCommand.class},
    footer = {
      "%nExamples:",
      "  registry-sidecar jobs list",
      "  registry-sidecar jobs list --dead",
      "  registry-sidecar jobs retry --all",
      "%nThe service may run meanwhile."
    })
final class JobsCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which of list, retry and drop?");
  }
}

package io.registrysidecar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a policy says. */
@Command(
    name = "policy",
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks policies, and explains what they say of images.",
    subcommands = {PolicyCheckCommand.class, PolicyTestCommand.class},
    footer = {
      "%nExamples:",
      "  registry-sidecar policy check production.yaml",
      "  registry-sidecar policy test production.yaml report.json"
    })
final class PolicyCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which of check and test?");
  }
}

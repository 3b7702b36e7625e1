package io.registrysidecar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Why a result is what it is. */
@Command(
    name = "explain",
    synopsisSubcommandLabel = "COMMAND",
    description = "Explains how versions compare, and which advisories are about a package.",
    subcommands = {ExplainVersionCommand.class, ExplainMatchCommand.class},
    footer = {
      "%nExamples:",
      "  registry-sidecar explain version Debian 1.0~rc1 1.0",
      "  registry-sidecar explain match pkg:npm/lodash@4.17.20"
    })
final class ExplainCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which of version and match?");
  }
}

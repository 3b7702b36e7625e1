package io.registrysidecar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The advisory database. */
@Command(
    name = "db",
    synopsisSubcommandLabel = "COMMAND",
    description = "Loads advisories, and says which are loaded.",
    subcommands = {DbImportCommand.class, DbStatusCommand.class},
    footer = {"%nExamples:", "  registry-sidecar db import sample", "  registry-sidecar db status"})
final class DbCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which of import and status?");
  }
}

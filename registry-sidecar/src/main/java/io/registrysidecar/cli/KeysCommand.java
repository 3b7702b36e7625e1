package io.registrysidecar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The keys that sign. */
@Command(
    name = "keys",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Makes the keys that sign, replaces them, and shows others how to verify with them.",
      "There are two, which are never the same: `attestation` signs what was found in images,"
          + " `release` signs images that may run."
    },
    subcommands = {KeysGenerateCommand.class, KeysPublicCommand.class, KeysRotateCommand.class},
    footer = {
      "%nExamples:",
      "  registry-sidecar keys generate",
      "  registry-sidecar keys public --format kyverno --image 'registry.example.com/team/*'",
      "  registry-sidecar keys rotate"
    })
final class KeysCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Which of generate, public and rotate?");
  }
}

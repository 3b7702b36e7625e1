package io.registrysidecar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Clusters that let images run. */
@Command(
    name = "admission",
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes clusters ask before they run an image.",
    subcommands = AdmissionRenderCommand.class,
    footer = {
      "%nExamples:",
      "  registry-sidecar admission render webhook --ca ca.pem | kubectl apply -f -"
    })
final class AdmissionCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "What? There is: render");
  }
}

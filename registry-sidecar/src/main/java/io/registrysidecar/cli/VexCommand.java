package io.registrysidecar.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What operators say of vulnerabilities in images. */
@Command(
    name = "vex",
    synopsisSubcommandLabel = "COMMAND",
    description = "Says whether vulnerabilities do harm in images of the service on this machine.",
    subcommands = {VexAddCommand.class, VexListCommand.class, VexRemoveCommand.class},
    footer = {
      "%nExamples:",
      "  registry-sidecar vex add registry.example.com/team/app:1.0 --vulnerability CVE-2026-1234"
          + " \\",
      "    --status not_affected --justification vulnerable_code_not_present --author 'Ada"
          + " Lovelace'",
      "  registry-sidecar vex list",
      "  registry-sidecar vex remove 7",
      "%nWrites into the state directory; the service may run meanwhile, and takes it up within"
          + " seconds."
    })
final class VexCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which of add, list and remove?");
  }
}

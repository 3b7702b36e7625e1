package io.registrysidecar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What stands before the command. */
@Command(
    name = "registry-sidecar",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = false,
    usageHelpWidth = 110,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Scans the images of an OCI registry and writes what it finds back into the registry, as"
            + " referrers of each image.",
    footer = {
      "%nTo begin:",
      "  registry-sidecar demo                                      everything at once, on this"
          + " machine",
      "  registry-sidecar scan debian:12                            look into one image",
      "  REGISTRY_URL=http://localhost:5000 registry-sidecar serve  look after a registry",
      "%nWhat a command takes: registry-sidecar COMMAND --help"
    })
final class RootCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "When something fails, show where in the program, too.")
  boolean debug;

  @Option(names = "--help-all", hidden = true)
  boolean helpAll;

  RootCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!helpAll) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Which command? To begin: registry-sidecar demo");
    }
    console.out().print(HelpPages.markdown(spec.commandLine()));
    return ExitStatus.DONE;
  }
}

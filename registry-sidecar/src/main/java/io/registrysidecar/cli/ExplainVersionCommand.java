package io.registrysidecar.cli;

import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import io.registrysidecar.version.VersionOrders;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How two versions compare. */
@Command(
    name = "version",
    description = {
      "Says how two versions of an ecosystem compare, and why.",
      "With --stdin, reads lines of two versions with a tab between them, and writes for each line"
          + " -1, 0 or 1 as the first is before, the same as or after the second, or ? when one of"
          + " them is no version of the ecosystem."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar explain version Debian 1.0~rc1 1.0",
      "  registry-sidecar explain version --stdin Maven < pairs.tsv"
    })
final class ExplainVersionCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "ECOSYSTEM",
      description = "As OSV names it: Debian, Alpine, npm, PyPI, Maven, Go, RubyGems, …")
  String ecosystem = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "A", description = "A version.")
  @Nullable String first;

  @Parameters(index = "2", arity = "0..1", paramLabel = "B", description = "Another version.")
  @Nullable String second;

  @Option(names = "--stdin", description = "Compare the versions in lines of standard input.")
  boolean stdin;

  ExplainVersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    VersionOrder order = order();
    if (stdin) {
      if (first != null) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "Give either two versions or --stdin, not both.");
      }
      VersionLines.compare(order, console.in(), console.out());
      return ExitStatus.DONE;
    }
    if (first == null || second == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Give two versions, or --stdin to read them.");
    }
    try {
      for (String line : VersionDifference.of(order, first, second)) {
        console.out().println(Printable.of(line));
      }
    } catch (UnparsableVersion e) {
      throw new CommandFailure(Printable.of(String.valueOf(e.getMessage())), e);
    }
    return ExitStatus.DONE;
  }

  private VersionOrder order() throws CommandFailure {
    String wanted = PackageNames.baseOf(ecosystem);
    for (String known : VersionOrders.ecosystems()) {
      if (known.equalsIgnoreCase(wanted)) {
        return VersionOrders.forEcosystem(known).orElseThrow();
      }
    }
    throw new CommandFailure(
        "compare versions of "
            + Printable.of(ecosystem)
            + ": its order is not known. Known are: "
            + String.join(", ", VersionOrders.ecosystems()));
  }
}

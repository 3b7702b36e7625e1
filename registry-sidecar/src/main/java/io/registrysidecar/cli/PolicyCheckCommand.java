package io.registrysidecar.cli;

import io.registrysidecar.policy.PolicyException;
import io.registrysidecar.policy.PolicyFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether policies can be used. */
@Command(
    name = "check",
    description = {
      "Says whether policies can be used, and if not, what is wrong: with file, line and column.",
      "An exception that has expired is wrong, too; the service goes on without it."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar policy check production.yaml",
      "  registry-sidecar policy check --at 2027-01-31T00:00:00Z policies/*.yaml",
      "%nExit status: 0 can be used, 2 wrongly written command, 3 cannot be used."
    })
final class PolicyCheckCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Policies.")
  List<Path> files = List.of();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Whether at this time, such as 2027-01-31T12:00:00Z. Default: now.")
  @Nullable Instant at;

  PolicyCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Instant now = at == null ? Instant.now() : at;
    boolean good = true;
    for (Path file : files) {
      try {
        PolicyFile.check(file, now);
        console.out().println(Printable.of(file + ": good"));
      } catch (PolicyException e) {
        good = false;
        e.problems().forEach(problem -> console.say(Printable.of("registry-sidecar: " + problem)));
      }
    }
    console.out().flush();
    return good ? ExitStatus.DONE : ExitStatus.NOT_DONE;
  }
}

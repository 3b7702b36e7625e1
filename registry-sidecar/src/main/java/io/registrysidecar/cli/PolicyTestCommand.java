package io.registrysidecar.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.registrysidecar.policy.Decision;
import io.registrysidecar.policy.Facts;
import io.registrysidecar.policy.Policy;
import io.registrysidecar.policy.PolicyException;
import io.registrysidecar.policy.PolicyFile;
import io.registrysidecar.schema.MalformedReport;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a policy says of images that were scanned. */
@Command(
    name = "test",
    description = {
      "Explains, rule by rule, what a policy says of images that were scanned.",
      "Reports are what scan --format json writes. What they do not say, such as who signed the"
          + " image, is unknown to the policy. Of an index, test the reports of its platforms."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar scan --format json --output report.json debian:12",
      "  registry-sidecar policy test production.yaml report.json",
      "  registry-sidecar policy test --format json --at 2027-01-01T00:00:00Z production.yaml"
          + " *.json",
      "%nExit status: 0 all pass, warnings included; 1 not all pass; 2 wrongly written; 3 could not"
          + " be done."
    })
final class PolicyTestCommand implements Callable<Integer> {

  private final Console console;

  @Mixin AnswerOptions answer;

  @Parameters(index = "0", paramLabel = "FILE", description = "The policy.")
  Path file = Path.of("");

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "REPORT", description = "Reports.")
  List<Path> reports = List.of();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Decide as at this time, such as 2027-01-31T12:00:00Z. Default: now.")
  @Nullable Instant at;

  PolicyTestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure, PolicyException, JsonProcessingException {
    Instant now = at == null ? Instant.now() : at;
    Policy policy = PolicyFile.check(file, now);
    JsonMapper mapper = new JsonMapper();
    ArrayNode all = mapper.createArrayNode();
    boolean met = true;
    for (Path path : reports) {
      Report report = report(path);
      Decision decision = policy.decide(Facts.Scanned.of(report, now));
      met &= decision.isMet();
      if (answer.isJson()) {
        all.add(PolicyJson.of(path.toString(), name(report), decision));
      } else {
        console.out().print(PolicyText.of(path.toString(), name(report), decision));
      }
    }
    if (answer.isJson()) {
      console.out().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    }
    console.out().flush();
    return met ? ExitStatus.DONE : ExitStatus.NOT_MET;
  }

  private static Report report(Path path) throws CommandFailure {
    try (InputStream in = Files.newInputStream(path)) {
      return new ReportReader().read(in);
    } catch (MalformedReport e) {
      throw new CommandFailure(
          "read report " + path + ": " + Printable.of(String.valueOf(e.getMessage())), e);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("read report " + path + ": there is no such file", e);
    } catch (IOException e) {
      throw new CommandFailure("read report " + path + ": " + e + ". Check that it is a file.", e);
    }
  }

  private static String name(Report report) {
    return report.image().repository()
        + (report.image().digest() == null ? "" : "@" + report.image().digest());
  }
}

package io.registrysidecar.cli;

import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Severity;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a pipeline wants of an image, and the exit status that says whether it is so. */
final class Gate {

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      completionCandidates = Severities.class,
      converter = Severities.class,
      description =
          "End with status 1 when there is a finding as bad as this or worse:"
              + " ${COMPLETION-CANDIDATES}. Findings that nobody has rated are the last of these.")
  @Nullable Severity failOn;

  @Option(
      names = "--require-coverage",
      description = "End with status 4 when not everything could be looked at.")
  boolean requireCoverage;

  /** The exit status for a report; says why it is not 0. */
  int judge(Report report, Console console) throws CommandFailure {
    if (failOn != null) {
      Severity limit = failOn;
      long bad =
          report.findings().stream()
              .filter(finding -> finding.status() != FindingStatus.SUPPRESSED)
              .filter(finding -> finding.severity().compareTo(limit) <= 0)
              .count();
      if (bad > 0) {
        console.say("registry-sidecar: " + bad + " findings are " + limit.word() + " or worse");
        return ExitStatus.NOT_MET;
      }
    }
    CoverageStatus coverage = report.coverage().status();
    if (requireCoverage && coverage != CoverageStatus.COMPLETE) {
      console.say(
          "registry-sidecar: coverage is " + coverage.word() + ", and complete is required");
      return ExitStatus.INCOMPLETE;
    }
    if (failOn != null && coverage == CoverageStatus.NONE) {
      throw new CommandFailure(
          "judge --fail-on "
              + failOn.word()
              + ": nothing was looked at, so nothing can be said. The report says why, under"
              + " coverage.");
    }
    return ExitStatus.DONE;
  }

  /** The words for severities. */
  static final class Severities implements Iterable<String>, ITypeConverter<Severity> {

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Severity.values()).map(Severity::word).iterator();
    }

    @Override
    public Severity convert(String word) {
      return Arrays.stream(Severity.values())
          .filter(severity -> severity.word().equals(word))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException(
                  "there is no severity '" + word + "'; there are: " + String.join(", ", this)));
    }
  }
}

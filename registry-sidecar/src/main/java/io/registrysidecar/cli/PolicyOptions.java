package io.registrysidecar.cli;

import io.registrysidecar.policy.PolicyException;
import io.registrysidecar.policy.PolicyFile;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The policy that an image must meet, and the exit status that says whether it does. */
final class PolicyOptions {

  private static final int MOST_SAID = 10;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Judge the image by this policy, and end with status 1 unless it passes. The verdict and"
              + " its reasons are in the report. How to write one: docs/policy.md.")
  @Nullable Path file;

  /** Refuses a policy that cannot be used, before anything is done. */
  void check() throws PolicyException {
    if (file != null) {
      PolicyFile.check(file, Instant.now());
    }
  }

  /** The policy as a flag of the configuration. */
  Map<String, String> flags() {
    return file == null ? Map.of() : Map.of("policy.file", file.toString());
  }

  /** The exit status for a report; {@code otherwise} when the policy is met or there is none. */
  int judge(Report report, Console console, int otherwise) {
    Verdict verdict = report.verdict();
    if (file == null
        || verdict.result() == VerdictResult.PASSED
        || verdict.result() == VerdictResult.WARNED) {
      return otherwise;
    }
    console.say("registry-sidecar: policy " + file + " says " + verdict.result().word());
    verdict.reasons().stream()
        .limit(MOST_SAID)
        .forEach(reason -> console.say("  " + Printable.of(reason)));
    if (verdict.reasons().size() > MOST_SAID) {
      console.say("  and " + (verdict.reasons().size() - MOST_SAID) + " more, in the report");
    }
    return ExitStatus.NOT_MET;
  }
}

package io.registrysidecar.policy;

import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.Severity;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words that fields of policies take. */
final class Words {

  static final Map<String, Enforcement> ENFORCEMENTS = of(Enforcement.values(), Enforcement::word);

  /** All but {@code unknown}: nobody can ask for what is not known. */
  static final Map<String, Severity> SEVERITIES =
      of(
          new Severity[] {
            Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NEGLIGIBLE
          },
          Severity::word);

  static final Map<String, CoverageStatus> COVERAGES =
      Map.of(
          CoverageStatus.COMPLETE.word(), CoverageStatus.COMPLETE,
          CoverageStatus.PARTIAL.word(), CoverageStatus.PARTIAL);

  static final Map<String, IfUnknown> IF_UNKNOWN = of(IfUnknown.values(), IfUnknown::word);

  private Words() {}

  /** What a rule makes of something that it would have to know and that nobody knows. */
  enum IfUnknown {
    UNKNOWN("unknown"),
    BROKEN("broken"),
    IGNORE("ignore");

    private final String word;

    IfUnknown(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    /** The outcome of a problem, where it is one. */
    Outcome outcome() {
      return this == BROKEN ? Outcome.BROKEN : Outcome.UNKNOWN;
    }
  }

  private static <T> Map<String, T> of(T[] values, Function<T, String> word) {
    return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(word, Function.identity()));
  }
}

package io.registrysidecar.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.PlatformScope;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.AffectedRow.Bound;
import io.registrysidecar.advisory.db.AffectedRow.Kind;
import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The evaluation algorithm of the OSV schema. */
final class RangeEvaluatorTest {

  private final RangeEvaluator evaluator =
      new RangeEvaluator(
          VersionOrders.forEcosystem("SemVer").orElseThrow(), UnaryOperator.identity());

  /**
   * Ranges are written {@code +introduced -fixed =last_affected ~last_known}, several separated by
   * {@code |}.
   */
  @ParameterizedTest(name = "{1} in {0}: {2}, fixed {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          +0,                          1.0.0,     every version,         -
          +0 -1.0.0,                   0.9.9,     before 1.0.0,          1.0.0
          +0 -1.0.0,                   1.0.0,     -,                     -
          +0 -1.0.0,                   1.0.0-rc1, before 1.0.0,          1.0.0
          +0 -1.0.0,                   0.0.0-0,   before 1.0.0,          1.0.0
          +1.0.0 -2.0.0,               0.9.0,     -,                     -
          +1.0.0 -2.0.0,               1.0.0,     from 1.0.0 before 2.0.0, 2.0.0
          +1.0.0 -2.0.0,               2.0.0,     -,                     -
          +1.0.0,                      7.0.0,     from 1.0.0,            -
          +0 =1.4.0,                   1.4.0,     up to 1.4.0,           -
          +0 =1.4.0,                   1.4.1,     -,                     -
          +0 ~1.4.0,                   1.3.9,     before 1.4.0,          -
          +0 ~1.4.0,                   1.4.0,     -,                     -
          +0 -1.2.0 +1.3.0 -1.4.0,     1.1.0,     before 1.2.0,          1.2.0
          +0 -1.2.0 +1.3.0 -1.4.0,     1.2.5,     -,                     -
          +0 -1.2.0 +1.3.0 -1.4.0,     1.3.5,     from 1.3.0 before 1.4.0, 1.4.0
          +0 -1.2.0 +1.3.0 -1.4.0,     1.4.0,     -,                     -
          +1.3.0 +0 -1.4.0 -1.2.0,     1.2.5,     -,                     -
          +1.3.0 +0 -1.4.0 -1.2.0,     1.1.0,     before 1.2.0,          1.2.0
          +0 =1.5.0 +2.0.0 -2.3.0,     1.0.0,     up to 1.5.0,           -
          +0 -1.0.0 +1.0.0 -2.0.0,     1.0.0,     from 1.0.0 before 2.0.0, 2.0.0
          +1.0.0 -1.0.0,               1.0.0,     -,                     -
          +1.0.0 -2.0.0|+3.0.0 -4.0.0, 3.1.0,     from 3.0.0 before 4.0.0, 4.0.0
          +1.0.0 -2.0.0|+3.0.0 -4.0.0, 2.1.0,     -,                     -
          -1.0.0,                      0.5.0,     -,                     -
          """)
  void aRangeSwitchesAtItsBounds(
      String ranges,
      String version,
      @org.jspecify.annotations.Nullable String inside,
      @org.jspecify.annotations.Nullable String fixed)
      throws UnparsableVersion {
    Optional<RangeEvaluator.Inside> found = evaluate(row(ranges), version);

    assertThat(found.map(RangeEvaluator.Inside::range).orElse(null)).isEqualTo(inside);
    assertThat(found.map(RangeEvaluator.Inside::fixed).orElse(null)).isEqualTo(fixed);
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, true", "1.0, true", "1.0.0+build, true", "1.0.1, false", "2.0.0-x, true"})
  void aListedVersionIsComparedAsTheEcosystemDoes(String version, boolean affected)
      throws UnparsableVersion {
    AffectedRow row = row(List.of(), List.of("1.0.0", "not a version", "2.0.0-x"));

    assertThat(evaluate(row, version).isPresent()).isEqualTo(affected);
  }

  @Test
  void whatOneRangeCannotDecideAnotherMay() throws UnparsableVersion {
    assertThat(evaluate(row("+x|+1.0.0"), "1.5.0")).isPresent();
    assertThatExceptionOfType(UnparsableVersion.class)
        .isThrownBy(() -> evaluate(row("+x|+2.0.0"), "1.5.0"));
  }

  private Optional<RangeEvaluator.Inside> evaluate(AffectedRow row, String version)
      throws UnparsableVersion {
    return evaluator.evaluate(row, evaluator.parse(version), version);
  }

  private static AffectedRow row(String ranges) {
    return row(Stream.of(ranges.split("\\|")).map(RangeEvaluatorTest::range).toList(), List.of());
  }

  private static AffectedRow row(List<List<Bound>> ranges, List<String> versions) {
    return new AffectedRow(
        0, ranges, versions, Status.AFFECTED, null, null, PlatformScope.EVERYWHERE);
  }

  private static List<Bound> range(String text) {
    List<Bound> bounds = new ArrayList<>();
    for (String bound : text.split(" ")) {
      Kind kind =
          switch (bound.charAt(0)) {
            case '+' -> Kind.INTRODUCED;
            case '-' -> Kind.FIXED;
            case '=' -> Kind.LAST_AFFECTED;
            default -> Kind.LAST_KNOWN;
          };
      bounds.add(new Bound(kind, bound.substring(1)));
    }
    return bounds;
  }
}

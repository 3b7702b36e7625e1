package io.registrysidecar.policy;

import static io.registrysidecar.policy.Reports.report;
import static io.registrysidecar.policy.Reports.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.policy.Expression.Value;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  @Test
  @Timeout(60)
  void anExpressionThatTakesTooManyStepsIsStopped() throws Exception {
    Reports many = report();
    for (int i = 0; i < 2_000; i++) {
      many.finding(vulnerability("CVE-" + i).build());
    }

    Value value =
        Expression.compile("findings.all(a, findings.all(b, findings.all(c, a.id != 'x')))")
            .evaluate(many.facts());

    assertThat(value).isInstanceOf(Value.Undecided.class);
    assertThat(((Value.Undecided) value).why()).contains("Iteration budget exceeded");
  }

  @Test
  void whatIsNotThereMakesItUndecided() throws Exception {
    Facts.Scanned facts = report().withoutOs().facts();

    assertThat(Expression.compile("report.os.id == 'debian'").evaluate(facts))
        .isInstanceOfSatisfying(
            Value.Undecided.class, undecided -> assertThat(undecided.why()).contains("'os'"));
  }

  @Test
  void timesCanBeCompared() throws Exception {
    Facts.Scanned facts = report().scannedBefore(Duration.ofHours(2)).facts();
    String age = "now - timestamp(report.scan.finishedAt) ";

    assertThat(Expression.compile(age + "< duration('3h')").evaluate(facts))
        .isEqualTo(new Value.True());
    assertThat(Expression.compile(age + "< duration('1h')").evaluate(facts))
        .isEqualTo(new Value.False());
  }

  /** There is nothing to reach the world with, and no pattern that takes exponential time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "env('HOME') == ''",
        "http.get('http://127.0.0.1') == ''",
        "readFile('/etc/passwd') == ''",
        "report.getClass() == ''",
        "now == getNow()"
      })
  void nothingLeadsOutOfAnExpression(String source) {
    assertThatThrownBy(() -> Expression.compile(source)).isInstanceOf(Expression.Malformed.class);
  }

  @Test
  @Timeout(60)
  void patternsAreMatchedInLinearTime() throws Exception {
    Facts.Scanned facts = report().in("a".repeat(5_000) + "!").facts();

    assertThat(Expression.compile("!report.image.repository.matches('^(a+)+$')").evaluate(facts))
        .isEqualTo(new Value.True());
  }
}

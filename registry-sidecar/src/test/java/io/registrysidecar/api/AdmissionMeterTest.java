package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.registrysidecar.admission.Decided;
import io.registrysidecar.admission.Decided.Ground;
import io.registrysidecar.admission.Decided.Outcome;
import io.registrysidecar.admission.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionMeterTest {

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AdmissionMeter meter = new AdmissionMeter(meters);

  @Test
  void decisionsAreCountedAndTimedByWhatTheyAre() {
    meter.decided(decided(Outcome.DENIED, Ground.POLICY, "a", 10));
    meter.decided(decided(Outcome.DENIED, Ground.POLICY, "b", 400));
    meter.decided(decided(Outcome.ALLOWED, Ground.EXEMPT, "c", 1));

    String labels = "{endpoint=\"image-review\",ground=\"policy\",outcome=\"denied\"";
    assertThat(meters.scrape())
        .contains("sidecar_admission_decisions_seconds_count" + labels + "} 2")
        .contains("sidecar_admission_decisions_seconds_bucket" + labels + ",le=\"0.05\"} 1")
        .contains("sidecar_admission_decisions_seconds_bucket" + labels + ",le=\"1.0\"} 2")
        .contains("endpoint=\"image-review\",ground=\"exempt\",outcome=\"allowed\"");
  }

  @Test
  void noNameOfAnImageBecomesALabel() {
    for (int i = 0; i < 1000; i++) {
      meter.decided(decided(Outcome.DENIED, Ground.FOREIGN, "image" + i, 1));
    }

    assertThat(meters.getMeters()).hasSize(1);
    assertThat(meters.scrape()).doesNotContain("image999");
  }

  private static Decided decided(Outcome outcome, Ground ground, String image, int millis) {
    return new Decided(
        Endpoint.IMAGE_REVIEW, outcome, ground, image, "prod", null, "", Duration.ofMillis(millis));
  }
}

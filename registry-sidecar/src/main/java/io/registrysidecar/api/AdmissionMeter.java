package io.registrysidecar.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.registrysidecar.admission.Decided;
import io.registrysidecar.admission.DecisionListener;
import java.time.Duration;

/**
 * Counts and times decisions about images, by where they were asked for, what was answered and on
 * what ground. No name of an image becomes a label.
 */
public final class AdmissionMeter implements DecisionListener {

  /** Around what is promised for known images (50 ms) and what clusters wait for (up to 30 s). */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(50),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry meters;

  /** Counts there. */
  public AdmissionMeter(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void decided(Decided decided) {
    Timer.builder("sidecar.admission.decisions")
        .description("Decisions about images that clusters asked for, and how long they took")
        .tag("endpoint", decided.endpoint().word())
        .tag("outcome", decided.outcome().word())
        .tag("ground", decided.ground().word())
        .serviceLevelObjectives(BUCKETS)
        .register(meters)
        .record(decided.took());
  }
}

package io.registrysidecar;

import io.registrysidecar.api.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in time when the certificate that clusters are shown ends. */
final class CertificateCheck implements HealthCheck {

  private static final Logger LOG = LoggerFactory.getLogger(CertificateCheck.class);
  private static final Duration SOON = Duration.ofDays(7);

  private final Supplier<Optional<Instant>> until;
  private final InstantSource clock;
  private String warned = "";

  /** Looks at the end of the certificate that is shown now, if there is one. */
  CertificateCheck(Supplier<Optional<Instant>> until, InstantSource clock) {
    this.until = until;
    this.clock = clock;
  }

  @Override
  public Result check() {
    return until
        .get()
        .map(end -> result(end, clock.instant()))
        .orElse(new Result("admission", State.UP, "answers without a certificate"));
  }

  /** Warns in the log as well: when the end comes near, and when it has come. */
  synchronized void watch() {
    Result result = check();
    if (result.state() == State.UP) {
      warned = "";
    } else if (!result.detail().equals(warned)) {
      warned = result.detail();
      LOG.atWarn().log(result.detail());
    }
  }

  private static Result result(Instant end, Instant now) {
    if (now.isAfter(end)) {
      return new Result(
          "admission",
          State.DEGRADED,
          "the certificate ended at " + end + "; clusters refuse it until its files are replaced");
    }
    return now.plus(SOON).isAfter(end)
        ? new Result(
            "admission",
            State.DEGRADED,
            "the certificate ends at " + end + "; replace its files before that")
        : new Result("admission", State.UP, "the certificate is good until " + end);
  }
}

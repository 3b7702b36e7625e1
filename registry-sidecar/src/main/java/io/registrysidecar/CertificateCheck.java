package io.registrysidecar;

import io.registrysidecar.api.ApiServer;
import io.registrysidecar.api.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells in time when the certificate that clusters are shown ends. */
final class CertificateCheck implements HealthCheck {

  private static final Duration SOON = Duration.ofDays(7);

  private final ApiServer server;
  private final InstantSource clock;

  CertificateCheck(ApiServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  @Override
  public Result check() {
    return server
        .certificateUntil()
        .map(until -> result(until, clock.instant()))
        .orElse(new Result("admission", State.UP, "answers without a certificate"));
  }

  private static Result result(Instant until, Instant now) {
    if (now.isAfter(until)) {
      return new Result(
          "admission",
          State.DEGRADED,
          "the certificate ended at "
              + until
              + "; clusters refuse it until its files are replaced");
    }
    return new Result(
        "admission",
        now.plus(SOON).isAfter(until) ? State.DEGRADED : State.UP,
        "the certificate is good until " + until);
  }
}

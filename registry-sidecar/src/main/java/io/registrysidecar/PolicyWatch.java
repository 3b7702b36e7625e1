package io.registrysidecar;

import io.registrysidecar.api.HealthCheck;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.scan.ScanService;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every image judged again when the policy is another one, or whom it trusts, also when that
 * has changed while the service was not running: what was in force last is kept in the state
 * directory, and replaced once the images are queued. Where verdicts may become others by time
 * alone, every image is judged again each day (UTC).
 */
final class PolicyWatch implements Runnable, HealthCheck {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

  private final Judge judge;
  private final Runnable trust;
  private final ScanService scans;
  private final InstantSource clock;
  private final LastInForce last;

  PolicyWatch(Judge judge, Runnable trust, ScanService scans, Path state, InstantSource clock) {
    this.judge = judge;
    this.trust = trust;
    this.scans = scans;
    this.clock = clock;
    this.last = new LastInForce(state.resolve("policy.last"));
  }

  @Override
  public void run() {
    trust.run();
    String now = scans.verdictFingerprint() + (judge.asksForTime() ? " " + today() : "");
    if (!last.was(now)) {
      int queued = scans.rejudge();
      LOG.atInfo().addKeyValue("images", queued).log("images are judged again");
      last.is(now);
    }
  }

  @Override
  public Result check() {
    return judge
        .problem()
        .map(problem ->
            new Result(
                "policy", State.DEGRADED, "nothing is decided until it is mended: " + problem))
        .orElse(
            new Result(
                "policy", State.UP, judge.fingerprint().isEmpty() ? "there is none" : "in force"));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}

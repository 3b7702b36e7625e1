package io.registrysidecar;

import io.registrysidecar.policy.Judge;
import io.registrysidecar.scan.ScanService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
final class PolicyWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

  private final Judge judge;
  private final Runnable trust;
  private final ScanService scans;
  private final InstantSource clock;
  private final Path last;

  PolicyWatch(Judge judge, Runnable trust, ScanService scans, Path state, InstantSource clock) {
    this.judge = judge;
    this.trust = trust;
    this.scans = scans;
    this.clock = clock;
    this.last = state.resolve("policy.last");
  }

  @Override
  public void run() {
    trust.run();
    String now = scans.verdictFingerprint() + (judge.asksForTime() ? " " + today() : "");
    try {
      if (now.equals(read())) {
        return;
      }
      int queued = scans.rejudge();
      LOG.atInfo().addKeyValue("images", queued).log("images are judged again");
      Path fresh = last.resolveSibling("policy.new");
      Files.writeString(fresh, now);
      Files.move(fresh, last, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("remember the policy in " + last, e);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Empty as long as there never was a policy. */
  private String read() throws IOException {
    try {
      return Files.readString(last);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}

package io.registrysidecar;

import io.registrysidecar.policy.Judge;
import io.registrysidecar.scan.ScanService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every image judged again when the policy is another one, also when it has changed while the
 * service was not running: which policy was in force last is kept in the state directory, and
 * replaced once the images are queued.
 */
final class PolicyWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

  private final Judge judge;
  private final ScanService scans;
  private final Path last;

  PolicyWatch(Judge judge, ScanService scans, Path state) {
    this.judge = judge;
    this.scans = scans;
    this.last = state.resolve("policy.last");
  }

  @Override
  public void run() {
    String now = judge.fingerprint();
    try {
      if (now.equals(read())) {
        return;
      }
      int queued = scans.rejudge();
      LOG.atInfo().addKeyValue("images", queued).log("another policy is in force");
      Path fresh = last.resolveSibling("policy.new");
      Files.writeString(fresh, now);
      Files.move(fresh, last, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("remember the policy in " + last, e);
    }
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

package io.registrysidecar;

import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.scan.ScanService;
import io.registrysidecar.sign.SigningFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the results of every image signed again when they would be signed by another key, with
 * another certificate or in another form, also when that has changed while the service was not
 * running. Nothing else would do it where neither the image nor the advisories change: results
 * would go on carrying signatures of a key that is given up, or of a certificate that ends.
 */
final class SigningWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SigningWatch.class);

  private final ResultSigning signing;
  private final ScanService scans;
  private final InstantSource clock;
  private final LastInForce last;

  /** Watches from now on; what was noticed before the last end of the service stays noticed. */
  SigningWatch(ResultSigning signing, ScanService scans, Path state, InstantSource clock)
      throws IOException {
    this.signing = signing;
    this.scans = scans;
    this.clock = clock;
    this.last = new LastInForce(state.resolve("signing.last"));
    if (Files.exists(last.file())) {
      scans.signedSince(Files.getLastModifiedTime(last.file()).toInstant());
    }
  }

  @Override
  public void run() {
    String now;
    try {
      now = signing.manner();
    } catch (SigningFailure e) {
      LOG.atWarn().addKeyValue("problem", e.getMessage()).log("results cannot be signed");
      return;
    }
    if (!last.was(now)) {
      scans.signedSince(clock.instant());
      int queued = scans.rejudge();
      if (queued > 0) {
        LOG.atInfo().addKeyValue("images", queued).log("results are signed in another way");
      }
      last.is(now);
    }
  }
}

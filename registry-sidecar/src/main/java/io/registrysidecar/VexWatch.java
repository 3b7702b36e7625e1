package io.registrysidecar;

import io.registrysidecar.scan.ScanService;
import io.registrysidecar.scan.VexSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every image judged again when the VEX documents that are not in registries are others, also
 * when they have changed while the service was not running: which there were last is kept in the
 * state directory, and replaced once the images are queued.
 */
final class VexWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(VexWatch.class);

  private final VexSources vex;
  private final ScanService scans;
  private final LastInForce last;
  private final InstantSource clock;

  /** Watches from now on; what was noticed before the last end of the service stays noticed. */
  VexWatch(VexSources vex, ScanService scans, Path state, InstantSource clock) throws IOException {
    this.vex = vex;
    this.scans = scans;
    this.last = new LastInForce(state.resolve("vex.last"));
    this.clock = clock;
    if (Files.exists(last.file())) {
      vex.outdated(Files.getLastModifiedTime(last.file()).toInstant());
    }
  }

  @Override
  public void run() {
    String now = vex.fingerprint();
    if (!last.was(now)) {
      vex.outdated(clock.instant());
      int queued = scans.rejudge();
      LOG.atInfo().addKeyValue("images", queued).log("other VEX documents are in force");
      last.is(now);
    }
  }
}

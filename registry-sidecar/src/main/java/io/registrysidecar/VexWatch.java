package io.registrysidecar;

import io.registrysidecar.scan.ScanService;
import io.registrysidecar.scan.VexSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private final Path last;
  private final InstantSource clock;

  /** Watches from now on; what was noticed before the last end of the service stays noticed. */
  VexWatch(VexSources vex, ScanService scans, Path state, InstantSource clock) throws IOException {
    this.vex = vex;
    this.scans = scans;
    this.last = state.resolve("vex.last");
    this.clock = clock;
    if (Files.exists(last)) {
      vex.outdated(Files.getLastModifiedTime(last).toInstant());
    }
  }

  @Override
  public void run() {
    String now = vex.fingerprint();
    try {
      if (now.equals(read())) {
        return;
      }
      vex.outdated(clock.instant());
      int queued = scans.rejudge();
      LOG.atInfo().addKeyValue("images", queued).log("other VEX documents are in force");
      Path fresh = last.resolveSibling("vex.new");
      Files.writeString(fresh, now);
      Files.move(fresh, last, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("remember the VEX documents in " + last, e);
    }
  }

  /** Empty as long as there never were any. */
  private String read() throws IOException {
    try {
      return Files.readString(last);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}

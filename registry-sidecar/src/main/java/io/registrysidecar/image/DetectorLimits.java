package io.registrysidecar.image;

import java.time.Duration;

/**
 * How much one detector may cost in one layer. Where a limit is reached, the detector leaves the
 * file, or the layer, and the result says so with the name of the setting; other detectors go on.
 *
 * @param time how long it may work on a layer, waiting for the file's bytes not counted
 * @param fileTime how long it may work on a single file
 * @param bytes how many bytes of files it may look at, with what it unpacks from them
 * @param evidenceBytes how much memory what it found may take
 */
public record DetectorLimits(Duration time, Duration fileTime, long bytes, long evidenceBytes) {

  /** Limits that no honest layer is known to need more than. */
  public static final DetectorLimits DEFAULT =
      new DetectorLimits(Duration.ofMinutes(5), Duration.ofMinutes(1), 16L << 30, 32L << 20);
}

package io.registrysidecar.image;

import java.time.Duration;

/**
 * How much one layer may cost. Reading stops where a limit is reached, and the result says so with
 * the name of the setting.
 *
 * <p>The ratio of a layer counts from 1 GiB on only. Below that, honest layers reach what deflate
 * can reach at all (1,032 to 1): an empty database file, a sparse disk image. Unpacking a gibibyte
 * of zeros costs about a second, and what many such layers add up to is bounded for the image.
 *
 * @param entries how many entries it may have
 * @param pathBytes how long a path may be; a longer one is left out
 * @param pathDepth how many segments a path may have; a deeper one is left out
 * @param plainBytes how many bytes it may unpack to
 * @param ratio how many times its compressed size it may unpack to, once it has unpacked to 1 GiB
 * @param fileBytes how large a file may be whose content is needed
 * @param randomAccessBytes how large a file may be that needs random access
 * @param time how long the work on it may take, waiting for its bytes not counted
 * @param checkDiffId whether the digest of the unpacked bytes is compared with the configuration's;
 *     costs about a tenth of the time
 * @param detectors how much each detector may cost
 * @param image how much all layers of an image may cost together
 */
public record LayerLimits(
    long entries,
    int pathBytes,
    int pathDepth,
    long plainBytes,
    int ratio,
    long fileBytes,
    long randomAccessBytes,
    Duration time,
    boolean checkDiffId,
    DetectorLimits detectors,
    ImageLimits image) {

  /** Limits that no honest image is known to need more than. */
  public static final LayerLimits DEFAULT =
      new LayerLimits(
          2_000_000,
          4096,
          256,
          64L << 30,
          250,
          4L << 30,
          1L << 30,
          Duration.ofMinutes(15),
          true,
          DetectorLimits.DEFAULT,
          ImageLimits.DEFAULT);

  /**
   * Ends the reading of a layer that has taken too long.
   *
   * @param worked how long it has been worked on, in nanoseconds
   */
  void checkTime(long worked) throws LayerLimitExceeded {
    if (worked > time.toNanos()) {
      throw new LayerLimitExceeded(
          "reading it took more than " + Seconds.of(time) + " seconds (layers.time)");
    }
  }

  void checkFile(long size) throws FileLimitExceeded {
    if (size > fileBytes) {
      throw new FileLimitExceeded(
          "it has " + size + " bytes, more than the " + fileBytes + " allowed (layers.file-bytes)");
    }
  }

  void checkRandomAccess(long size) throws FileLimitExceeded {
    if (size > randomAccessBytes) {
      throw new FileLimitExceeded(
          "it has "
              + size
              + " bytes, more than the "
              + randomAccessBytes
              + " allowed where random access is needed (layers.random-access-bytes)");
    }
  }
}

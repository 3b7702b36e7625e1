package io.registrysidecar.image;

/**
 * How much all layers of an image may cost together. Reading layers that are known already costs
 * nothing.
 *
 * @param entries how many entries they may have
 * @param plainBytes how many bytes they may unpack to
 * @param ratio how many times its compressed size what is read may unpack to, once it has unpacked
 *     to 8 GiB
 * @param evidenceBytes how much memory what detectors find may take; this counts for known layers,
 *     too
 */
public record ImageLimits(long entries, long plainBytes, int ratio, long evidenceBytes) {

  /** Limits that no honest image is known to need more than. */
  public static final ImageLimits DEFAULT = new ImageLimits(10_000_000, 256L << 30, 250, 64L << 20);
}

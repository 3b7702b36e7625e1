package io.registrysidecar.image;

/**
 * How much all layers of an image may cost together. Layers that are known already cost nothing.
 *
 * @param entries how many entries they may have
 * @param plainBytes how many bytes they may unpack to
 */
public record ImageLimits(long entries, long plainBytes) {

  /** Limits that no honest image is known to need more than. */
  public static final ImageLimits DEFAULT = new ImageLimits(10_000_000, 256L << 30);
}

package io.registrysidecar.image;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the layers of one image have left of its limits. They share it while they are read at the
 * same time: each takes what it needs, and the one that finds nothing left ends.
 */
public final class ImageAllowance {

  /**
   * Below this size no ratio is suspicious; what the layers have it for, they may have together.
   */
  private static final long RATIO_FROM = 8L << 30;

  private final ImageLimits limits;
  private final AtomicLong entries = new AtomicLong();
  private final AtomicLong plainBytes = new AtomicLong();
  private final AtomicLong compressedBytes = new AtomicLong();
  private final AtomicLong evidenceBytes = new AtomicLong();

  /** Nothing is used of {@code limits} yet. */
  public ImageAllowance(ImageLimits limits) {
    this.limits = limits;
  }

  /** One without bounds, for a layer that is read on its own. */
  static ImageAllowance unlimited() {
    return new ImageAllowance(
        new ImageLimits(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE));
  }

  void takeEntry() throws ImageLimitExceeded {
    if (entries.incrementAndGet() > limits.entries()) {
      throw new ImageLimitExceeded(
          "the layers of the image together have more than "
              + limits.entries()
              + " entries (layers.image-entries)");
    }
  }

  /** Takes what {@code compressed} more bytes have unpacked to. */
  void takeBytes(long compressed, long plain) throws ImageLimitExceeded {
    long allCompressed = compressedBytes.addAndGet(compressed);
    long allPlain = plainBytes.addAndGet(plain);
    if (allPlain > limits.plainBytes()) {
      throw new ImageLimitExceeded(
          "the layers of the image together unpack to more than "
              + limits.plainBytes()
              + " bytes (layers.image-plain-bytes)");
    }
    if (allPlain > RATIO_FROM && allPlain / limits.ratio() > allCompressed) {
      throw new ImageLimitExceeded(
          "the layers of the image together unpack to more than "
              + limits.ratio()
              + " times their size (layers.image-ratio)");
    }
  }

  /** Takes memory for what is found; whoever finds more is to ask {@link #evidenceSpent}. */
  public void takeEvidence(long count) {
    evidenceBytes.addAndGet(count);
  }

  /** Gives back what {@link #takeEvidence} took. */
  public void giveEvidence(long count) {
    evidenceBytes.addAndGet(-count);
  }

  /** Why no more may be found in any layer; null as long as more may. */
  public @Nullable String evidenceSpent() {
    return evidenceBytes.get() > limits.evidenceBytes()
        ? "what was found in all layers of the image takes more than "
            + limits.evidenceBytes()
            + " bytes (layers.image-evidence-bytes)"
        : null;
  }
}

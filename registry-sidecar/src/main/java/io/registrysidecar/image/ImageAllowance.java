package io.registrysidecar.image;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the layers of one image have left of its limits. They share it while they are read at the
 * same time: each takes what it needs, and the one that finds nothing left ends.
 */
public final class ImageAllowance {

  private final ImageLimits limits;
  private final AtomicLong entries = new AtomicLong();
  private final AtomicLong plainBytes = new AtomicLong();

  /** Nothing is used of {@code limits} yet. */
  public ImageAllowance(ImageLimits limits) {
    this.limits = limits;
  }

  /** One without bounds, for a layer that is read on its own. */
  static ImageAllowance unlimited() {
    return new ImageAllowance(new ImageLimits(Long.MAX_VALUE, Long.MAX_VALUE));
  }

  /** The same layer, with its reading charged to this image. */
  public Layer charge(Layer layer) {
    return new ChargedLayer(layer, this);
  }

  void takeEntry() throws ImageLimitExceeded {
    if (entries.incrementAndGet() > limits.entries()) {
      throw new ImageLimitExceeded(
          "the layers of the image together have more than "
              + limits.entries()
              + " entries (image-entries)");
    }
  }

  void takeBytes(long count) throws ImageLimitExceeded {
    if (plainBytes.addAndGet(count) > limits.plainBytes()) {
      throw new ImageLimitExceeded(
          "the layers of the image together unpack to more than "
              + limits.plainBytes()
              + " bytes (image-plain-bytes)");
    }
  }
}

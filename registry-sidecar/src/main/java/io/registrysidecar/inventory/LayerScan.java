package io.registrysidecar.inventory;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import java.util.Collection;

/** Lets detectors look at one layer while it streams by, on the calling thread. */
public final class LayerScan {

  private final LayerContext context;

  /** Scans within the limits of {@code context}. */
  public LayerScan(LayerContext context) {
    this.context = context;
  }

  /**
   * Reads {@code layer} once and gives what {@code detectors} find in it.
   *
   * @throws ImageException if the layer cannot be fetched or is not what its digest promises
   * @throws InterruptedException if the thread was interrupted
   */
  public LayerEvidence scan(Layer layer, Collection<Detector> detectors)
      throws ImageException, InterruptedException {
    throw new UnsupportedOperationException(context.toString());
  }
}

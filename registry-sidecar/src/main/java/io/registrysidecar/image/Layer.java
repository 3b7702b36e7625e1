package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import org.jspecify.annotations.Nullable;

/** One layer of an image, which can be read from beginning to end, again if need be. */
public interface Layer {

  /** Media type, digest and size of the layer as the manifest lists it. */
  Descriptor descriptor();

  /** The digest of its uncompressed bytes as the configuration tells it, or null. */
  @Nullable Digest diffId();

  /**
   * The digest that vouches for what is read of the layer: its own, or where it may be read by a
   * table of contents that the manifest promises, that of the table. What two readings see of the
   * same layer is only the same when the same digest vouches for it.
   */
  default Digest vouchedBy() {
    return descriptor().digest();
  }

  /**
   * Shows every entry of the layer to {@code visitor}, in the order in which they stand, on the
   * calling thread; again from the first when the visitor was told to start anew. Nothing but what
   * the visitor wants is kept; memory does not grow with the layer.
   *
   * <p>What is wrong with the layer itself (a corrupt stream, a limit exceeded) ends the reading
   * and is said in the summary.
   *
   * @throws ImageException if the layer cannot be fetched, or is not what its digest promises: what
   *     the visitor has seen of it is worthless then
   * @throws InterruptedException if the thread was interrupted; noticed within 100 ms
   */
  LayerSummary read(LayerVisitor visitor, LayerContext context)
      throws ImageException, InterruptedException;
}

package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A layer whose reading is charged to its image.
 *
 * @param layer the layer
 * @param allowance what the image has left
 */
record ChargedLayer(Layer layer, ImageAllowance allowance) implements Layer {

  @Override
  public Descriptor descriptor() {
    return layer.descriptor();
  }

  @Override
  public @Nullable Digest diffId() {
    return layer.diffId();
  }

  @Override
  public Digest vouchedBy() {
    return layer.vouchedBy();
  }

  @Override
  public LayerSummary read(LayerVisitor visitor, LayerContext context)
      throws ImageException, InterruptedException {
    return layer.read(visitor, context.charging(allowance));
  }
}

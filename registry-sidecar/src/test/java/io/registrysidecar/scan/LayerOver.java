package io.registrysidecar.scan;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerSummary;
import io.registrysidecar.image.LayerVisitor;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import org.jspecify.annotations.Nullable;

/** A layer that is another one but for what it says otherwise. */
interface LayerOver extends Layer {

  /** The other. */
  Layer layer();

  @Override
  default Descriptor descriptor() {
    return layer().descriptor();
  }

  @Override
  default @Nullable Digest diffId() {
    return layer().diffId();
  }

  @Override
  default Digest vouchedBy() {
    return layer().vouchedBy();
  }

  @Override
  default LayerSummary read(LayerVisitor visitor, LayerContext context)
      throws ImageException, InterruptedException {
    return layer().read(visitor, context);
  }
}

package io.registrysidecar.scan;

import io.registrysidecar.image.Layer;
import io.registrysidecar.oci.Digest;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How many compressed bytes of an image's layers are still to be read. */
final class BytesLeft {

  private final Map<Digest, AtomicLong> layers = new ConcurrentHashMap<>();
  private final AtomicLong total = new AtomicLong();

  BytesLeft(Collection<Layer> layers) {
    for (Layer layer : layers) {
      long size = layer.descriptor().size();
      this.layers.put(layer.descriptor().digest(), new AtomicLong(size));
      total.addAndGet(size);
    }
  }

  long total() {
    return total.get();
  }

  /** So many bytes more of a layer have been read. */
  void read(Digest layer, long bytes) {
    @Nullable AtomicLong left = layers.get(layer);
    if (left != null) {
      left.addAndGet(-bytes);
      total.addAndGet(-bytes);
    }
  }

  /** Nothing of a layer has to be read any more, whoever read it, and however much of it. */
  void done(Digest layer) {
    @Nullable AtomicLong left = layers.remove(layer);
    if (left != null) {
      total.addAndGet(-left.get());
    }
  }
}

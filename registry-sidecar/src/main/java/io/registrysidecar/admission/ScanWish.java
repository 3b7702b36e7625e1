package io.registrysidecar.admission;

import io.registrysidecar.store.ImageKey;

/** Takes the wish that an image be scanned before others. */
@FunctionalInterface
public interface ScanWish {

  /**
   * Queues the scan; an image whose scan is queued already is moved to the front. Notes when it was
   * first heard of, where nobody has told of it.
   */
  void wish(ImageKey image);
}

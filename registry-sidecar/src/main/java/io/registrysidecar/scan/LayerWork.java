package io.registrysidecar.scan;

import java.util.Comparator;
import java.util.function.LongSupplier;

/**
 * What the reading of a layer takes.
 *
 * @param image how many compressed bytes of the layers of its image are still to be read
 * @param size of the layer, compressed, in bytes
 */
record LayerWork(LongSupplier image, long size) {

  /**
   * The image that is nearest to its end goes first, so that a large one keeps no small one
   * waiting; of one image the largest layer, lest that is read alone when all others are done.
   */
  static final Comparator<LayerWork> ORDER =
      Comparator.<LayerWork>comparingLong(work -> work.image.getAsLong())
          .thenComparing(Comparator.comparingLong(LayerWork::size).reversed());
}

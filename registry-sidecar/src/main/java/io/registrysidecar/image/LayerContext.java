package io.registrysidecar.image;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What the reading of a layer takes from the world around it.
 *
 * @param limits how much it may cost
 * @param scratch where files are put that need random access and are not small
 * @param nanoTime a clock that only moves forward, in nanoseconds
 * @param progress told from time to time how many more compressed bytes were read
 * @param allowance what the layers of the image may still cost
 */
public record LayerContext(
    LayerLimits limits,
    ScratchSpace scratch,
    LongSupplier nanoTime,
    LongConsumer progress,
    ImageAllowance allowance) {

  /** For a layer that is read on its own. */
  public LayerContext(
      LayerLimits limits, ScratchSpace scratch, LongSupplier nanoTime, LongConsumer progress) {
    this(limits, scratch, nanoTime, progress, ImageAllowance.unlimited());
  }

  /** Reads with the default limits and the system's clock, and tells nobody how far it is. */
  public static LayerContext of(ScratchSpace scratch) {
    return new LayerContext(LayerLimits.DEFAULT, scratch, System::nanoTime, bytes -> {});
  }
}

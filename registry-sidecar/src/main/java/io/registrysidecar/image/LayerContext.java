package io.registrysidecar.image;

import io.registrysidecar.image.inflate.Decompressors;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What the reading of a layer takes from the world around it.
 *
 * @param limits how much it may cost
 * @param scratch where files are put that need random access and are not small
 * @param decompressors what undoes its compression
 * @param nanoTime a clock that only moves forward, in nanoseconds
 * @param progress told from time to time how many more compressed bytes were read
 * @param allowance what the layers of the image may still cost
 * @param byContents whether a layer that brings a table of its contents may be read by it, so that
 *     only what is wanted is fetched; nobody then sees a file that the table leaves out
 * @param turn when the reading thread may compute
 */
public record LayerContext(
    LayerLimits limits,
    ScratchSpace scratch,
    Decompressors decompressors,
    LongSupplier nanoTime,
    LongConsumer progress,
    ImageAllowance allowance,
    boolean byContents,
    Turn turn) {

  /** For a layer that is read on its own, with the decompressors that every machine has. */
  public LayerContext(
      LayerLimits limits, ScratchSpace scratch, LongSupplier nanoTime, LongConsumer progress) {
    this(
        limits,
        scratch,
        Decompressors.standard(),
        nanoTime,
        progress,
        ImageAllowance.unlimited(),
        false,
        Turn.ALONE);
  }

  /** Reads with the default limits and the system's clock, and tells nobody how far it is. */
  public static LayerContext of(ScratchSpace scratch) {
    return new LayerContext(LayerLimits.DEFAULT, scratch, System::nanoTime, bytes -> {});
  }

  /** The same, undoing compression with {@code decompressors} instead. */
  public LayerContext with(Decompressors decompressors) {
    return new LayerContext(
        limits, scratch, decompressors, nanoTime, progress, allowance, byContents, turn);
  }

  /** The same, telling {@code progress} instead. */
  public LayerContext telling(LongConsumer progress) {
    return new LayerContext(
        limits, scratch, decompressors, nanoTime, progress, allowance, byContents, turn);
  }

  /** The same, charging {@code allowance} instead. */
  public LayerContext charging(ImageAllowance allowance) {
    return new LayerContext(
        limits, scratch, decompressors, nanoTime, progress, allowance, byContents, turn);
  }

  /** The same, but for whether layers may be read by their tables of contents. */
  public LayerContext byContents(boolean allowed) {
    return new LayerContext(
        limits, scratch, decompressors, nanoTime, progress, allowance, allowed, turn);
  }

  /** The same, by another clock. */
  public LayerContext timedBy(LongSupplier nanoTime) {
    return new LayerContext(
        limits, scratch, decompressors, nanoTime, progress, allowance, byContents, turn);
  }

  /** The same, for a thread that computes in turns. */
  public LayerContext taking(Turn turn) {
    return new LayerContext(
        limits, scratch, decompressors, nanoTime, progress, allowance, byContents, turn);
  }
}

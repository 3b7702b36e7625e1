package io.registrysidecar.image;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.Windows;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts, hashes and bounds the plain bytes of a layer as they pass. */
final class MeteredWindows implements Windows {

  /** Below this size no ratio is suspicious: small layers of zeros are common. */
  private static final long RATIO_FROM = 1L << 30;

  private final Windows windows;
  private final CompressedInput input;
  private final LayerLimits limits;
  private final LongSupplier nanoTime;
  private final ImageAllowance allowance;
  private final long start;
  private final @Nullable MessageDigest hash;
  private long total;
  private long charged;

  /**
   * @param hash updated with all plain bytes, or null
   */
  MeteredWindows(
      Windows windows, CompressedInput input, LayerContext context, @Nullable MessageDigest hash) {
    this.windows = windows;
    this.input = input;
    this.limits = context.limits();
    this.nanoTime = context.nanoTime();
    this.allowance = context.allowance();
    this.start = nanoTime.getAsLong();
    this.hash = hash;
  }

  long total() {
    return total;
  }

  @Override
  public ByteBuffer next() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    ByteBuffer window = windows.next();
    total += window.remaining();
    allowance.takeBytes(input.total() - charged, window.remaining());
    charged = input.total();
    check();
    if (hash != null) {
      hash.update(window.duplicate());
    }
    return window;
  }

  @Override
  public void close() {
    windows.close();
  }

  private void check() throws LayerLimitExceeded {
    if (total > limits.plainBytes()) {
      throw new LayerLimitExceeded(
          "it unpacks to more than " + limits.plainBytes() + " bytes (layers.plain-bytes)");
    }
    if (total > RATIO_FROM && total / limits.ratio() > input.total()) {
      throw new LayerLimitExceeded(
          "it unpacks to more than " + limits.ratio() + " times its size (layers.ratio)");
    }
    limits.checkTime(nanoTime.getAsLong() - start - input.waited());
  }
}

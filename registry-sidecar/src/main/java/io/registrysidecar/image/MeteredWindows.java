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
  private final long start;
  private final @Nullable MessageDigest hash;
  private long total;
  private boolean exceeded;

  /**
   * @param hash updated with all plain bytes, or null
   */
  MeteredWindows(
      Windows windows, CompressedInput input, LayerContext context, @Nullable MessageDigest hash) {
    this.windows = windows;
    this.input = input;
    this.limits = context.limits();
    this.nanoTime = context.nanoTime();
    this.start = nanoTime.getAsLong();
    this.hash = hash;
  }

  long total() {
    return total;
  }

  /** Whether a limit of the layer was reached. */
  boolean isExceeded() {
    return exceeded;
  }

  @Override
  public ByteBuffer next() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    ByteBuffer window = windows.next();
    total += window.remaining();
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
      throw exceeded("it unpacks to more than " + limits.plainBytes() + " bytes (plain-bytes)");
    }
    if (total > RATIO_FROM && total / limits.ratio() > input.total()) {
      throw exceeded("it unpacks to more than " + limits.ratio() + " times its size (ratio)");
    }
    long worked = nanoTime.getAsLong() - start - input.waited();
    if (worked > limits.time().toNanos()) {
      throw exceeded("reading it took more than " + limits.time().toSeconds() + " seconds (time)");
    }
  }

  private LayerLimitExceeded exceeded(String message) {
    exceeded = true;
    return new LayerLimitExceeded(message);
  }
}

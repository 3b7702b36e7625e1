package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The compressed bytes as they arrive, through one buffer that decoders read in place. Counts them,
 * measures how long they were waited for, and notices an interruption.
 */
public final class CompressedInput extends InputStream {

  /** How many bytes can be given back, even if they arrived before those that are there now. */
  static final int RETURNABLE = 8;

  private static final int BUFFER = 64 << 10;

  private final InputStream source;
  private final LongConsumer progress;
  private final LongSupplier nanoTime;
  private final long expected;
  private byte[] buffer = new byte[RETURNABLE + BUFFER];
  private int position = RETURNABLE;
  private int limit = RETURNABLE;
  private long total;
  private long waited;

  /**
   * Reads {@code source}, which stays open.
   *
   * @param progress told how many more bytes were read
   * @param nanoTime a clock that only moves forward
   */
  public CompressedInput(InputStream source, LongConsumer progress, LongSupplier nanoTime) {
    this(source, Long.MAX_VALUE, progress, nanoTime);
  }

  /**
   * Reads {@code source}, which stays open.
   *
   * @param expected how many bytes it is said to have; nothing but speed depends on it
   * @param progress told how many more bytes were read
   * @param nanoTime a clock that only moves forward
   */
  public CompressedInput(
      InputStream source, long expected, LongConsumer progress, LongSupplier nanoTime) {
    this.source = source;
    this.expected = expected;
    this.progress = progress;
    this.nanoTime = nanoTime;
  }

  /** How many bytes it is said to have; many if nothing is said. */
  long expected() {
    return expected;
  }

  /** How many bytes were read so far. */
  public long total() {
    return total;
  }

  /** How long the source was waited for, in nanoseconds. */
  public long waited() {
    return waited;
  }

  /** The first bytes not yet consumed, at most {@code count}; fewer only at the end. */
  public byte[] head(int count) throws IOException {
    while (limit - position < count && more()) {
      // More has arrived behind what is there.
    }
    return Arrays.copyOfRange(buffer, position, Math.min(limit, position + count));
  }

  /** Reads to the end, so that a source that verifies its bytes can do so. */
  public void drain() throws IOException {
    do {
      position = limit;
    } while (fill());
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  /** Makes sure that there is a byte to consume; false at the end. */
  boolean fill() throws IOException {
    return position < limit || more();
  }

  /**
   * Makes sure that the first {@code count} bytes to be consumed lie together, however far the
   * buffer must grow; gives how many there are, fewer only at the end.
   */
  int gather(int count) throws IOException {
    if (buffer.length < RETURNABLE + count) {
      buffer = Arrays.copyOfRange(buffer, position - RETURNABLE, position + count);
      limit -= position - RETURNABLE;
      position = RETURNABLE;
    }
    while (remaining() < count && more()) {
      // More has arrived behind what is there.
    }
    return Math.min(remaining(), count);
  }

  byte[] array() {
    return buffer;
  }

  int position() {
    return position;
  }

  int remaining() {
    return limit - position;
  }

  void consume(int count) {
    position += count;
  }

  /** Takes back the last {@code count} bytes consumed, at most {@link #RETURNABLE}. */
  void unread(int count) {
    position -= count;
  }

  private boolean more() throws IOException {
    if (position == limit || limit == buffer.length) {
      int kept = position - RETURNABLE;
      System.arraycopy(buffer, kept, buffer, 0, limit - kept);
      limit -= kept;
      position = RETURNABLE;
    }
    int count = fetch();
    if (count < 0) {
      return false;
    }
    limit += count;
    total += count;
    progress.accept(count);
    return true;
  }

  private int fetch() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    long start = nanoTime.getAsLong();
    try {
      return source.read(buffer, limit, buffer.length - limit);
    } catch (SocketTimeoutException e) {
      throw new SourceFailed(e);
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw Thread.currentThread().isInterrupted() ? interrupted(e) : new SourceFailed(e);
    } finally {
      waited += nanoTime.getAsLong() - start;
    }
  }

  private static InterruptedIOException interrupted(IOException cause) {
    InterruptedIOException interrupted = new InterruptedIOException();
    interrupted.initCause(cause);
    return interrupted;
  }
}

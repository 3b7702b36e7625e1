package io.registrysidecar.oci.client.http;

import io.registrysidecar.oci.client.http.Pieces.Piece;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response body as a blocking stream.
 *
 * <p>Shared between one event loop, which appends to {@code arrived}, and one reader, which takes
 * from it; nothing else is shared. The event loop delivers only as many buffers as the reader has
 * asked for: {@code WINDOW} at first, then {@code REFILL} more each time as many were consumed, and
 * TCP holds the rest back. Where the network is faster than the reader, so that all that was asked
 * for is there when more is, the window grows as far as the common {@link ReadAhead} allows; where
 * the reader is the faster one, it shrinks again. The response ends with exactly one {@code End},
 * which the event loop appends last.
 */
final class BodyStream extends InputStream {

  private static final int WINDOW = 64;
  private static final int REFILL = 32;
  private static final long REFILL_BYTES = (long) REFILL * VertxTransport.CHUNK;

  private sealed interface Arrival {}

  private record Bytes(Piece piece) implements Arrival {}

  /** The end of the body; {@code cause} is null when it is complete. */
  private record End(@Nullable Throwable cause) implements Arrival {}

  private final HttpClientResponse response;
  private final Patience patience;
  private final ReadAhead readAhead;
  private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();

  private Piece current = Piece.NONE;
  private int position;
  private int consumed;
  private int refillsAhead;
  private long received;
  private long waited;
  private @Nullable End end;
  private boolean closed;
  private boolean left;

  private BodyStream(HttpClientResponse response, Patience patience, ReadAhead readAhead) {
    this.response = response;
    this.patience = patience;
    this.readAhead = readAhead;
  }

  /** Takes over a response. To be called on its event loop before any of its body was delivered. */
  static BodyStream of(HttpClientResponse response, Patience patience, ReadAhead readAhead) {
    BodyStream stream = new BodyStream(response, patience, readAhead);
    readAhead.pieces().enter();
    response.pause();
    response.handler(buffer -> stream.arrived.add(new Bytes(readAhead.pieces().copy(buffer))));
    response.endHandler(_ -> stream.arrived.add(new End(null)));
    response.exceptionHandler(cause -> stream.arrived.add(new End(cause)));
    response.fetch(WINDOW);
    return stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (position == current.length()) {
      if (!advance()) {
        return -1;
      }
    }
    int count = Math.min(length, current.length() - position);
    System.arraycopy(current.bytes(), position, into, offset, count);
    position += count;
    return count;
  }

  /** What has arrived in one piece; reading it does not wait. */
  @Override
  public int available() {
    return position == current.length() && arrived.peek() instanceof Bytes(Piece next)
        ? next.length()
        : current.length() - position;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      giveBack();
      if (end == null && !isComplete()) {
        response.request().reset();
      }
      discard();
      leave();
    }
  }

  private void leave() {
    if (!left) {
      left = true;
      readAhead.pieces().leave();
    }
  }

  /** All but what is being read: somebody may still be reading it. */
  private void discard() {
    Arrival next = arrived.poll();
    while (next instanceof Bytes(Piece piece)) {
      readAhead.pieces().give(piece);
      next = arrived.poll();
    }
    if (next instanceof End last) {
      arrived.add(last);
    }
  }

  /**
   * Whether the rest of the body is here already; then the connection is free without our doing.
   */
  private boolean isComplete() {
    return arrived.stream().anyMatch(arrival -> arrival instanceof End(var cause) && cause == null);
  }

  private boolean advance() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    if (end == null) {
      switch (next()) {
        case Bytes(Piece piece) -> {
          readAhead.pieces().give(current);
          current = piece;
          position = 0;
          received += piece.length();
          if (++consumed % REFILL == 0) {
            refill();
          }
          return true;
        }
        case End last -> {
          end = last;
          giveBack();
        }
      }
    }
    readAhead.pieces().give(current);
    current = Piece.NONE;
    position = 0;
    leave();
    if (end.cause() != null) {
      throw new IOException("the connection broke: " + end.cause().getMessage(), end.cause());
    }
    return false;
  }

  private void refill() {
    int ready = arrived.size();
    boolean isFull = ready >= WINDOW + (refillsAhead - 1) * REFILL;
    boolean mayGrow = (refillsAhead + 1) * REFILL_BYTES <= readAhead.most();
    if (isFull && mayGrow && readAhead.take(REFILL_BYTES)) {
      refillsAhead++;
      response.fetch(2 * REFILL);
    } else if (ready == 0 && refillsAhead > 0) {
      refillsAhead--;
      readAhead.give(REFILL_BYTES);
    } else {
      response.fetch(REFILL);
    }
  }

  private void giveBack() {
    readAhead.give(refillsAhead * REFILL_BYTES);
    refillsAhead = 0;
  }

  private Arrival next() throws IOException {
    Arrival ready = arrived.poll();
    return ready != null ? ready : await();
  }

  private Arrival await() throws IOException {
    long start = System.nanoTime();
    try {
      Arrival arrival = arrived.poll(patience.silence().toNanos(), TimeUnit.NANOSECONDS);
      waited += System.nanoTime() - start;
      if (arrival == null) {
        throw stalled("nothing arrived for " + patience.silence().toMillis() + " ms");
      }
      double expected = (double) patience.slowest() * waited / TimeUnit.SECONDS.toNanos(1);
      if (waited > patience.silence().toNanos()) {
        if (received < expected) {
          throw stalled("less than " + patience.slowest() + " bytes per second arrive");
        }
        // From here on anew: a fast beginning does not excuse a trickle.
        received = 0;
        waited = 0;
      }
      return arrival;
    } catch (InterruptedException _) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  private Stalled stalled(String message) {
    close();
    return new Stalled(message);
  }
}

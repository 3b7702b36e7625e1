package io.registrysidecar.oci.client.http;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Arrays that hold what has arrived and is not read yet, used again and again.
 *
 * <p>What the network library delivers is an array of its own each time. Kept until somebody reads
 * it, it would outlive young collections, fill the old generation with what is long dead, and make
 * the heap grow to its limit. Copied at once, it dies young. When nobody reads any more, none are
 * kept. May be used by any number of threads.
 */
final class Pieces {

  /** What is smaller is not worth an array of the full size. */
  private static final int LEAST = VertxTransport.CHUNK / 2;

  private final BlockingQueue<byte[]> free;
  private final AtomicInteger readers = new AtomicInteger();

  /** Keeps at most so many bytes for the next use. */
  Pieces(long bytes) {
    free = new ArrayBlockingQueue<>((int) Math.max(1, bytes / VertxTransport.CHUNK));
  }

  /** Somebody begins to read. */
  void enter() {
    readers.incrementAndGet();
  }

  /** Somebody has stopped reading, and has given back what was to be used again. */
  void leave() {
    if (readers.decrementAndGet() == 0) {
      free.clear();
    }
  }

  /** A copy of a buffer; whoever has read it gives it back. */
  Piece copy(Buffer buffer) {
    int length = buffer.length();
    byte[] bytes = length < LEAST || length > VertxTransport.CHUNK ? new byte[length] : array();
    buffer.getBytes(bytes);
    return new Piece(bytes, length);
  }

  /** Takes a piece back that nobody will read any more. */
  void give(Piece piece) {
    if (piece.bytes().length == VertxTransport.CHUNK) {
      free.offer(piece.bytes());
    }
  }

  private byte[] array() {
    byte[] used = free.poll();
    return used == null ? new byte[VertxTransport.CHUNK] : used;
  }

  /**
   * Some bytes of a body.
   *
   * @param bytes begins with them
   * @param length how many they are
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Piece(byte[] bytes, int length) {

    /** No bytes. */
    static final Piece NONE = new Piece(new byte[0], 0);
  }
}

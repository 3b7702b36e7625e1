package io.registrysidecar.oci.client.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes all open answers together may hold that nobody has read yet, beyond the little
 * that each may always hold. Shared by any number of threads.
 */
public final class ReadAhead {

  private static final long DEFAULT_BYTES = 16L << 20;
  private static final int LEAST_SHARERS = 4;
  private static final long USUAL_WINDOWS = 8L << 20;

  private final long most;
  private final AtomicLong free;
  private final Pieces pieces;

  /** A budget of so many bytes; none is allowed. */
  public ReadAhead(long bytes) {
    most = bytes / LEAST_SHARERS;
    free = new AtomicLong(bytes);
    pieces = new Pieces(bytes + USUAL_WINDOWS);
  }

  /** A budget of 16 MiB. */
  public static ReadAhead usual() {
    return new ReadAhead(DEFAULT_BYTES);
  }

  /** The most that one answer may take, so that a fast one leaves something to others. */
  long most() {
    return most;
  }

  /** Where all open answers keep what they hold. */
  Pieces pieces() {
    return pieces;
  }

  /** Takes bytes; false when there are not as many left. */
  boolean take(long bytes) {
    long left = free.get();
    while (left >= bytes) {
      if (free.compareAndSet(left, left - bytes)) {
        return true;
      }
      left = free.get();
    }
    return false;
  }

  /** Gives bytes back. */
  void give(long bytes) {
    free.addAndGet(bytes);
  }

  /** How many are left. */
  long free() {
    return free.get();
  }
}

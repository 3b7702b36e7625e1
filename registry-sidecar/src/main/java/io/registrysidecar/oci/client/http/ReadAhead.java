package io.registrysidecar.oci.client.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes all open answers together may hold that nobody has read yet, beyond the little
 * that each may always hold. Shared by any number of threads.
 */
public final class ReadAhead {

  private static final long DEFAULT_BYTES = 32L << 20;
  private static final int LEAST_SHARERS = 4;

  private final long most;
  private final AtomicLong free;

  /** A budget of so many bytes; none is allowed. */
  public ReadAhead(long bytes) {
    most = bytes / LEAST_SHARERS;
    free = new AtomicLong(bytes);
  }

  /** A budget of 32 MiB. */
  public static ReadAhead usual() {
    return new ReadAhead(DEFAULT_BYTES);
  }

  /** The most that one answer may take, so that a fast one leaves something to others. */
  long most() {
    return most;
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

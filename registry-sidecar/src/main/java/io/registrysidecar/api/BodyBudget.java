package io.registrysidecar.api;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes the bodies of all requests of a server may still have. */
final class BodyBudget {

  private final AtomicLong left;

  BodyBudget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** Takes so many bytes; false, and nothing is taken, when they are not left. */
  boolean take(int bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  /** Gives bytes back. */
  void give(long bytes) {
    left.addAndGet(bytes);
  }
}

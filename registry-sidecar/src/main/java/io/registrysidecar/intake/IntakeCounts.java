package io.registrysidecar.intake;

import java.util.concurrent.atomic.LongAdder;

/** How many deliveries came to what end, since the start. */
public final class IntakeCounts {

  private final LongAdder accepted = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();

  /** Starts at nothing. */
  public IntakeCounts() {}

  void countAccepted(int events) {
    accepted.add(events);
  }

  void countDropped(int events) {
    dropped.add(events);
  }

  void countUnreadable(int events) {
    unreadable.add(events);
  }

  void countRefused() {
    refused.increment();
  }

  void countTurnedAway() {
    turnedAway.increment();
  }

  /** Events that were written down. */
  public long accepted() {
    return accepted.sum();
  }

  /** Events that told of nothing that matters. */
  public long dropped() {
    return dropped.sum();
  }

  /** Events that nobody could read. */
  public long unreadable() {
    return unreadable.sum();
  }

  /** Deliveries without the right credential. */
  public long refused() {
    return refused.sum();
  }

  /** Deliveries that there was no room for. */
  public long turnedAway() {
    return turnedAway.sum();
  }
}

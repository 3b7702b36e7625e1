package io.registrysidecar.store;

import java.time.Duration;
import java.time.Instant;

/**
 * Forgets what nobody needs any more, so that the state does not grow with time but with what there
 * is.
 *
 * @param store the state
 * @param limits how long and how much is kept
 */
public record Housekeeping(Store store, Limits limits) {

  /** Forgets. Each part is a transaction of its own, so that nobody has to wait long. */
  public void run(Instant now) {
    store.inbox().prune(now.minus(limits.events()), limits.mostEvents());
    store.scans().prune(now.minus(limits.history()));
    store.publications().prune(now.minus(limits.history()));
    store.vex().prune(now.minus(limits.history()));
    store.components().prune();
    store.sightings().prune();
    store.layerEvidence().trimTo(limits.evidenceBytes());
  }

  /**
   * How long and how much is kept.
   *
   * @param events for how long an event is recognised when it is delivered again, and dead letters
   *     are shown
   * @param mostEvents how many of them at most
   * @param history for how long scans and statements that ended and publications that were removed
   *     are remembered
   * @param evidenceBytes bytes of layer evidence
   */
  public record Limits(Duration events, int mostEvents, Duration history, long evidenceBytes) {

    /** A week of events, a month of history, 4 GiB of evidence. */
    public static final Limits DEFAULT =
        new Limits(Duration.ofDays(7), 200_000, Duration.ofDays(30), 4L << 30);
  }
}

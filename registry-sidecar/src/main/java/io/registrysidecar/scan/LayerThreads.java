package io.registrysidecar.scan;

import io.registrysidecar.image.Turn;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * Where layers are read: each on a platform thread of its own, as many at a time as there are
 * places, and computing in {@link Turns}, as many at a time as there are processors. A thread that
 * waits for its registry takes nothing from those that have bytes to work on.
 */
public final class LayerThreads implements AutoCloseable {

  private static final int PLACES_PER_CORE = 4;

  private final OpenLayers places;
  private final Turns turns;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("layer-", 0).factory());

  /** Threads of which {@code cores} compute at a time. */
  public LayerThreads(int cores) {
    this(cores, System::nanoTime);
  }

  LayerThreads(int cores, LongSupplier nanoTime) {
    this.places = new OpenLayers(cores * PLACES_PER_CORE, cores);
    this.turns = new Turns(cores, nanoTime);
  }

  /**
   * Waits for a place, hands the reading of a layer over, and waits for what comes of it.
   *
   * @param failure how the reading may fail
   * @throws InterruptedException if interrupted while waiting, or if this is closed; the reading is
   *     then interrupted, too
   */
  <T, E extends Exception> T read(Class<E> failure, Claim claim, LayerWork work, Reading<T> reading)
      throws E, InterruptedException {
    places.enter(claim, work);
    return Handover.call(
        threads, failure, () -> places.leave(claim), inTurns(claim, work, reading));
  }

  /** To be called when a layer has become more urgent. */
  void reconsider() {
    places.reconsider();
  }

  /** Interrupts what runs; what waits will not run. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private <T> Callable<T> inTurns(Claim claim, LayerWork work, Reading<T> reading) {
    return () -> {
      try (Turns.Ticket ticket = turns.ticket(claim, work)) {
        ticket.begin();
        return reading.read(ticket);
      }
    };
  }

  /** Reads a layer. */
  @FunctionalInterface
  interface Reading<T> {
    T read(Turn turn) throws Exception;
  }
}

package io.registrysidecar.scan;

import io.registrysidecar.job.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * Each open layer has a thread, a connection and buffers, so there is a bound: for each registry, lest one that sends nothing takes all places. The more urgent a layer, the higher
 * the bound that it counts against: layers of a backfill leave places that only others may take, and a push finds one even if requests and everything below have filled theirs.
 *
 * Everybody who waits is woken when a place becomes free or something becomes more urgent, and sees for itself whether it is next. That is quadratic in the number of layers that
 * wait, which is a few hundred in bad times; those who wait are virtual threads.
 */

/** Places for layers that are being read, a bounded number for each registry. */
final class OpenLayers {

  private static final Comparator<Waiter> ORDER =
      Comparator.<Waiter, Priority>comparing(waiter -> waiter.claim.urgency().now())
          .reversed()
          .thenComparing(waiter -> waiter.work, LayerWork.ORDER);

  private final int least;
  private final int step;
  private final Map<String, Integer> open = new HashMap<>();
  private final List<Waiter> waiting = new ArrayList<>();

  /**
   * @param least how many places of a registry the least urgent layers may take
   * @param step how many more each higher priority may
   */
  OpenLayers(int least, int step) {
    this.least = least;
    this.step = step;
  }

  /** Waits for a place, which is to be given back by {@link #leave}. */
  synchronized void enter(Claim claim, LayerWork work) throws InterruptedException {
    Waiter waiter = new Waiter(claim, work);
    waiting.add(waiter);
    try {
      while (!isNext(waiter)) {
        wait();
      }
      open.merge(claim.registry(), 1, Integer::sum);
    } finally {
      waiting.remove(waiter);
      notifyAll();
    }
  }

  /** Gives a place back. */
  synchronized void leave(Claim claim) {
    open.computeIfPresent(claim.registry(), (registry, n) -> n == 1 ? null : n - 1);
    notifyAll();
  }

  /** To be called when something has become more urgent. */
  synchronized void reconsider() {
    notifyAll();
  }

  private boolean isNext(Waiter waiter) {
    return hasRoom(waiter)
        && waiting.stream()
            .filter(other -> other.claim.registry().equals(waiter.claim.registry()))
            .noneMatch(other -> other != waiter && ORDER.compare(other, waiter) < 0);
  }

  private boolean hasRoom(Waiter waiter) {
    int bound = least + step * waiter.claim.urgency().now().rank();
    return open.getOrDefault(waiter.claim.registry(), 0) < bound;
  }

  /** Compared by identity: two that want the same are two. */
  private static final class Waiter {
    private final Claim claim;
    private final LayerWork work;

    private Waiter(Claim claim, LayerWork work) {
      this.claim = claim;
      this.work = work;
    }
  }
}

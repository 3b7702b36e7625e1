package io.registrysidecar.scan;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A fixed number of platform threads for work that computes and waits for nothing: squashing,
 * matching. Virtual threads wait for it; were they to compute themselves, two of them would keep
 * all others from running on a machine with two processors.
 *
 * <p>The queue is bounded: whoever comes when it is full waits before handing anything over, so
 * that waiting work holds no memory.
 */
public final class CpuPool implements AutoCloseable {

  private static final int QUEUED_PER_THREAD = 2;

  private final ExecutorService threads;
  private final Semaphore places;

  /** A pool of {@code size} threads whose names begin with {@code name}. */
  public CpuPool(String name, int size) {
    threads =
        Executors.newFixedThreadPool(size, Thread.ofPlatform().daemon().name(name, 0).factory());
    places = new Semaphore(size * (1 + QUEUED_PER_THREAD), true);
  }

  /**
   * Hands work over and waits for what comes of it.
   *
   * @param failure how the work may fail
   * @throws InterruptedException if interrupted while waiting, or if the pool is closed; the work
   *     is then interrupted, too
   */
  <T, E extends Exception> T call(Class<E> failure, Callable<T> work)
      throws E, InterruptedException {
    places.acquire();
    return Handover.call(threads, failure, places::release, work);
  }

  /** Interrupts what runs and cancels what waits. */
  @Override
  public void close() {
    for (Runnable waiting : threads.shutdownNow()) {
      if (waiting instanceof Handover<?> task) {
        task.cancel(false);
      }
    }
  }
}

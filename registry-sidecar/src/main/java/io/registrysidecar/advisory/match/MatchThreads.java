package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.db.UnusableDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help whoever matches a large inventory.
 *
 * <p>Parts are taken one after the other by the caller and by each helper that was free when it
 * began; where none was, the caller does all of them. Parts know nothing of each other, and what
 * they write is seen by the caller when {@link #run} returns: it waits for every helper, also when
 * a part fails or the caller is interrupted, so nothing works on after it. Helpers are only there
 * while there is work, and shortly after.
 */
final class MatchThreads {

  /** Nobody helps. */
  static final MatchThreads NONE = new MatchThreads(0);

  private static final int IDLE_SECONDS = 10;

  private final int count;
  private final ThreadPoolExecutor helpers;

  /** At most {@code count} helpers, for all callers together. */
  MatchThreads(int count) {
    this.count = count;
    this.helpers =
        new ThreadPoolExecutor(
            0,
            Math.max(1, count),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("match-helper-", 0).factory());
  }

  /** One of several parts of some work. */
  @FunctionalInterface
  interface Part {
    void run(int number) throws UnusableDatabase;
  }

  /** Parts that nobody has taken yet. */
  private static final class Parts implements Callable<@Nullable Void> {

    private final AtomicInteger next = new AtomicInteger();
    private final int count;
    private final Part part;

    Parts(int count, Part part) {
      this.count = count;
      this.part = part;
    }

    /** Takes parts until there are none, or one fails, which nobody goes on after. */
    @Override
    public @Nullable Void call() throws UnusableDatabase {
      boolean failed = true;
      try {
        for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
          part.run(number);
        }
        failed = false;
      } finally {
        if (failed) {
          next.set(count);
        }
      }
      return null;
    }
  }

  /**
   * Runs {@code count} parts, numbered from zero.
   *
   * @throws CancellationException as a part that finds its thread interrupted throws it
   */
  void run(int parts, Part part) throws UnusableDatabase {
    Parts todo = new Parts(parts, part);
    List<Future<@Nullable Void>> helping = helpers(todo, Math.min(count, parts - 1));
    try {
      todo.call();
    } finally {
      helping.forEach(MatchThreads::await);
    }
    for (Future<@Nullable Void> helper : helping) {
      if (helper.state() == Future.State.FAILED) {
        switch (helper.exceptionNow()) {
          case UnusableDatabase e -> throw e;
          case RuntimeException e -> throw e;
          case Error e -> throw e;
          case Throwable e -> throw new IllegalStateException(e);
        }
      }
    }
  }

  private List<Future<@Nullable Void>> helpers(Parts todo, int most) {
    List<Future<@Nullable Void>> helping = new ArrayList<>();
    try {
      while (helping.size() < most) {
        helping.add(helpers.submit(todo));
      }
    } catch (RejectedExecutionException e) {
      // All others help somebody else; the caller does what nobody helps with.
      return helping;
    }
    return helping;
  }

  /** Waits, whatever comes: no part takes long. */
  private static void await(Future<?> helper) {
    boolean interrupted = false;
    while (!helper.isDone()) {
      try {
        helper.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        // Done; how it failed is looked at by whoever waits.
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

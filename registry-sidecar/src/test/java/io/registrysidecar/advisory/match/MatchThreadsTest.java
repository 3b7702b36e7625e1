package io.registrysidecar.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.advisory.db.UnusableDatabase;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MatchThreadsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void everyPartIsRunOnce(int helpers) throws UnusableDatabase {
    AtomicIntegerArray runs = new AtomicIntegerArray(1_000);

    new MatchThreads(helpers).run(runs.length(), runs::incrementAndGet);

    for (int part = 0; part < runs.length(); part++) {
      assertThat(runs.get(part)).as("part %d", part).isOne();
    }
  }

  @Test
  void helpersHelp() throws UnusableDatabase {
    Set<Thread> working = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);

    new MatchThreads(1)
        .run(
            2,
            _ -> {
              working.add(Thread.currentThread());
              both.countDown();
              await(both);
            });

    assertThat(working).hasSize(2).contains(Thread.currentThread());
  }

  @Test
  void whoeverFindsAllHelpersBusyWorksAlone() throws UnusableDatabase {
    MatchThreads threads = new MatchThreads(1);
    Set<Thread> working = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger others = new AtomicInteger();

    threads.run(
        2,
        _ -> {
          both.countDown();
          await(both);
          if (others.getAndIncrement() == 0) {
            threads.run(5, _ -> working.add(Thread.currentThread()));
          }
        });

    assertThat(working).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whateverPartFailsTheCallerIsTold(boolean callers) {
    Thread caller = Thread.currentThread();
    CountDownLatch both = new CountDownLatch(2);

    assertThatThrownBy(() ->
            new MatchThreads(1)
                .run(
                    2,
                    _ -> {
                      both.countDown();
                      await(both);
                      if (Thread.currentThread().equals(caller) == callers) {
                        throw new IllegalStateException("broken");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void nothingWorksOnAfterAnInterruption() {
    AtomicInteger running = new AtomicInteger();
    Thread caller = Thread.currentThread();

    assertThatThrownBy(() ->
            new MatchThreads(1)
                .run(
                    1_000_000,
                    part -> {
                      running.incrementAndGet();
                      if (part == 10) {
                        caller.interrupt();
                      }
                      if (Thread.currentThread().isInterrupted()) {
                        running.decrementAndGet();
                        throw new CancellationException("interrupted");
                      }
                      running.decrementAndGet();
                    }))
        .isInstanceOf(CancellationException.class);

    assertThat(running).as("parts under way").hasValue(0);
    assertThat(Thread.interrupted()).as("the caller still knows").isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CpuPoolTest {

  private static final int THREADS = 2;

  private final CpuPool pool = new CpuPool("cpu-", THREADS);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    callers.shutdownNow();
    pool.close();
  }

  @Test
  void worksOnPlatformThreadsOfItsOwn() throws Exception {
    Thread worker = pool.call(RuntimeException.class, Thread::currentThread);

    assertThat(worker.isVirtual()).isFalse();
    assertThat(worker.getName()).startsWith("cpu-");
  }

  @Test
  void neverWorksOnMoreThanItHasThreadsFor() throws Exception {
    var working = new AtomicInteger();
    var most = new AtomicInteger();
    List<Future<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      results.add(
          callers.submit(() ->
              pool.call(
                  RuntimeException.class,
                  () -> {
                    most.accumulateAndGet(working.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return working.decrementAndGet();
                  })));
    }
    for (Future<Integer> result : results) {
      assertThat(result.get()).isNotNegative();
    }
    assertThat(most.get()).isBetween(1, THREADS);
  }

  @Test
  void aFailureOfTheWorkIsTheFailureOfTheCall() {
    assertThatThrownBy(() ->
            pool.call(
                IOException.class,
                () -> {
                  throw new IOException("bad");
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("bad");
  }

  @Test
  void interruptingTheCallerInterruptsTheWork() throws Exception {
    var started = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    Future<Object> caller =
        callers.submit(() ->
            pool.call(
                RuntimeException.class,
                () -> {
                  started.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  }
                  return "ended";
                }));
    started.await();

    caller.cancel(true);

    interrupted.await();
    assertThat(pool.<String, RuntimeException>call(RuntimeException.class, () -> "next"))
        .isEqualTo("next");
  }

  @Test
  void closingInterruptsThoseWhoWait() throws Exception {
    var started = new CountDownLatch(1);
    List<Future<Object>> callersWaiting = new ArrayList<>();
    for (int i = 0; i < THREADS * 3; i++) {
      callersWaiting.add(
          callers.submit(() ->
              pool.call(
                  RuntimeException.class,
                  () -> {
                    started.countDown();
                    new CountDownLatch(1).await();
                    return "never";
                  })));
    }
    started.await();

    pool.close();

    for (Future<Object> caller : callersWaiting) {
      assertThatThrownBy(caller::get).hasRootCauseInstanceOf(InterruptedException.class);
    }
  }
}

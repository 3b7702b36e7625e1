package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

  private final SingleFlight<String, Integer> flights = new SingleFlight<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whoComesMeanwhileGetsTheSameValue() throws Exception {
    Future<Integer> first = threads.submit(() -> flights.run("layer", this::slowly));
    started.await();
    List<FutureTask<Integer>> others = new ArrayList<>();
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FutureTask<Integer> other = new FutureTask<>(() -> flights.run("layer", this::slowly));
      others.add(other);
      waiting.add(Thread.startVirtualThread(other));
    }
    await().until(() -> waiting.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    mayEnd.countDown();

    assertThat(first.get()).isEqualTo(1);
    for (Future<Integer> other : others) {
      assertThat(other.get()).isEqualTo(1);
    }
    assertThat(runs.get()).isEqualTo(1);
  }

  @Test
  void whoComesAfterwardsWorksAgain() throws Exception {
    mayEnd.countDown();

    assertThat(flights.run("layer", this::slowly)).isEqualTo(1);
    assertThat(flights.run("layer", this::slowly)).isEqualTo(2);
  }

  @Test
  void differentWorkDoesNotWait() throws Exception {
    Future<Integer> first = threads.submit(() -> flights.run("slow", this::slowly));
    started.await();

    assertThat(flights.<RuntimeException>run("quick", () -> 7)).isEqualTo(7);

    mayEnd.countDown();
    assertThat(first.get()).isEqualTo(1);
  }

  @Test
  void aFailureIsTheFailureOfOneOnly() throws Exception {
    Future<Integer> failing =
        threads.submit(() ->
            flights.<IOException>run(
                "layer",
                () -> {
                  started.countDown();
                  mayEnd.await();
                  throw new IOException("gone");
                }));
    started.await();
    Future<Integer> other = threads.submit(() -> flights.<RuntimeException>run("layer", () -> 7));
    mayEnd.countDown();

    assertThatThrownBy(failing::get).hasRootCauseInstanceOf(IOException.class);
    assertThat(other.get()).isEqualTo(7);
  }

  @Test
  void whenTheOneAtWorkIsInterruptedAnotherTakesOver() throws Exception {
    Future<Integer> first = threads.submit(() -> flights.run("layer", this::slowly));
    started.await();
    Future<Integer> second = threads.submit(() -> flights.<RuntimeException>run("layer", () -> 7));

    first.cancel(true);

    assertThat(second.get()).isEqualTo(7);
  }

  private Integer slowly() throws InterruptedException {
    int run = runs.incrementAndGet();
    started.countDown();
    mayEnd.await();
    return run;
  }
}

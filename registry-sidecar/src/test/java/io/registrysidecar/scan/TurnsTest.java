package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.image.Turn;
import io.registrysidecar.job.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Turns turns = new Turns(1, nanos::get);
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void stop() {
    threads.forEach(Thread::interrupt);
  }

  @Test
  void noMoreComputeThanThereAreCores() throws Exception {
    Turns two = new Turns(2, System::nanoTime);
    var computing = new AtomicInteger();
    var most = new AtomicInteger();
    List<Future<Integer>> layers = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        String repository = "team/" + i % 3;
        layers.add(
            readers.submit(() -> {
              try (var ticket = two.ticket(claim(Priority.PUSH, repository), work(1))) {
                for (int slice = 0; slice < 50; slice++) {
                  ticket.begin();
                  most.accumulateAndGet(computing.incrementAndGet(), Math::max);
                  Thread.onSpinWait();
                  computing.decrementAndGet();
                  ticket.share();
                  ticket.end();
                }
                return 0;
              }
            }));
      }
      for (Future<Integer> layer : layers) {
        assertThat(layer.get()).isZero();
      }
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void theMostUrgentGoesFirst() throws Exception {
    Turns.Ticket first = turns.ticket(claim(Priority.BACKFILL, "a"), work(1));
    first.begin();
    wait("backfill", claim(Priority.BACKFILL, "b"), work(1));
    wait("re-evaluation", claim(Priority.REEVALUATION, "c"), work(1));
    wait("push", claim(Priority.PUSH, "d"), work(1_000_000));
    wait("request", claim(Priority.REQUEST, "e"), work(1));

    first.close();

    joinAll();
    assertThat(order).containsExactly("push", "request", "re-evaluation", "backfill");
  }

  @Test
  void whoBecomesMoreUrgentWhileWaitingGoesFirst() throws Exception {
    var urgency = new AtomicReference<>(Priority.BACKFILL);
    Turns.Ticket first = turns.ticket(claim(Priority.PUSH, "a"), work(1));
    first.begin();
    wait("request", claim(Priority.REQUEST, "b"), work(1));
    wait(
        "backfill that a push waits for",
        new Claim(() -> Objects.requireNonNull(urgency.get()), "main", "c"),
        work(1));

    urgency.set(Priority.PUSH);
    first.close();

    joinAll();
    assertThat(order).containsExactly("backfill that a push waits for", "request");
  }

  @Test
  void theRepositoryThatHadLeastGoesFirst() throws Exception {
    Turns.Ticket first = turns.ticket(claim(Priority.PUSH, "busy"), work(1));
    first.begin();
    wait("busy", claim(Priority.PUSH, "busy"), work(1));
    wait("idle", claim(Priority.PUSH, "idle"), work(1_000_000));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    first.close();

    joinAll();
    assertThat(order).containsExactly("idle", "busy");
  }

  @Test
  void withinARepositoryTheImageWithLeastLeftGoesFirst() throws Exception {
    Turns.Ticket first = turns.ticket(claim(Priority.PUSH, "a"), work(1));
    first.begin();
    wait("large", claim(Priority.PUSH, "a"), work(1_000_000));
    wait("small", claim(Priority.PUSH, "a"), work(10));

    first.close();

    joinAll();
    assertThat(order).containsExactly("small", "large");
  }

  @Test
  void ofOneImageTheLargestLayerGoesFirst() throws Exception {
    LongSupplier image = () -> 1_000_010;
    Turns.Ticket first = turns.ticket(claim(Priority.PUSH, "a"), work(1));
    first.begin();
    wait("small layer", claim(Priority.PUSH, "a"), new LayerWork(image, 10));
    wait("large layer", claim(Priority.PUSH, "a"), new LayerWork(image, 1_000_000));

    first.close();

    joinAll();
    assertThat(order).containsExactly("large layer", "small layer");
  }

  @Test
  void aLongTurnIsInterruptedForOthers() throws Exception {
    try (Turns.Ticket huge = turns.ticket(claim(Priority.PUSH, "a"), work(1_000_000))) {
      huge.begin();
      wait("small", claim(Priority.PUSH, "a"), work(10));

      huge.share();
      assertThat(order).as("within its slice").isEmpty();

      nanos.addAndGet(Duration.ofMillis(21).toNanos());
      huge.share();
      assertThat(order).as("after its slice").containsExactly("small");
    }
  }

  @Test
  void whoWaitsForBytesKeepsNobodyWaiting() throws Exception {
    try (Turns.Ticket slow = turns.ticket(claim(Priority.PUSH, "a"), work(1));
        Turns.Ticket other = turns.ticket(claim(Priority.BACKFILL, "b"), work(1))) {
      slow.begin();
      slow.end();

      other.begin();

      other.end();
      slow.begin();
      assertThat(order).isEmpty();
    }
  }

  @Test
  void whoIsInterruptedWhileWaitingLeavesTheTurnToOthers() throws Exception {
    Turns.Ticket first = turns.ticket(claim(Priority.PUSH, "a"), work(1));
    first.begin();
    wait("interrupted", claim(Priority.PUSH, "b"), work(1));
    wait("other", claim(Priority.BACKFILL, "c"), work(1));

    threads.getFirst().interrupt();
    threads.getFirst().join();
    first.close();

    joinAll();
    assertThat(order).containsExactly("other");
  }

  @Test
  void anInterruptedThreadIsGivenNoTurn() {
    Turn turn = turns.ticket(claim(Priority.PUSH, "a"), work(1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(turn::begin).isInstanceOf(InterruptedException.class);
  }

  /** Starts somebody who waits for a turn, notes it, and ends it. */
  private void wait(String name, Claim claim, LayerWork work) {
    Thread thread =
        Thread.startVirtualThread(() -> {
          try (Turns.Ticket ticket = turns.ticket(claim, work)) {
            ticket.begin();
            order.add(name);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    threads.add(thread);
    await().until(() -> thread.getState() == Thread.State.WAITING);
  }

  private void joinAll() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** The only layer of an image. */
  private static LayerWork work(long size) {
    return new LayerWork(() -> size, size);
  }

  private static Claim claim(Priority priority, String repository) {
    return new Claim(Urgency.of(priority), "main", repository);
  }
}

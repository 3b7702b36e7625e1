package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.job.Priority;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OpenLayersTest {

  private static final Claim BACKFILL = claim("main", Priority.BACKFILL);

  private final OpenLayers places = new OpenLayers(2, 1);
  private final List<String> entered = new CopyOnWriteArrayList<>();

  @Test
  void aRegistryWhosePlacesAreTakenDoesNotConcernAnother() throws Exception {
    places.enter(BACKFILL, work(1));
    places.enter(BACKFILL, work(1));

    places.enter(claim("other", Priority.BACKFILL), work(1));

    Thread third = enter("third", BACKFILL, work(1));
    assertThat(entered).isEmpty();
    places.leave(BACKFILL);
    third.join();
    assertThat(entered).containsExactly("third");
  }

  @Test
  void whatIsMoreUrgentFindsAPlaceThatTheRestMayNotTake() throws Exception {
    places.enter(BACKFILL, work(1));
    places.enter(BACKFILL, work(1));
    Thread waiting = enter("backfill", BACKFILL, work(1));

    places.enter(claim("main", Priority.PUSH), work(1));

    assertThat(entered).isEmpty();
    waiting.interrupt();
    waiting.join();
  }

  @Test
  void whatBecomesMoreUrgentWhileWaitingEnters() throws Exception {
    places.enter(BACKFILL, work(1));
    places.enter(BACKFILL, work(1));
    var urgency = new AtomicReference<>(Priority.BACKFILL);
    Thread waiting =
        enter(
            "raised",
            new Claim(() -> Objects.requireNonNull(urgency.get()), "main", "team/app"),
            work(1));

    urgency.set(Priority.PUSH);
    places.reconsider();

    waiting.join();
    assertThat(entered).containsExactly("raised");
  }

  @Test
  void smallImagesGoFirst() throws Exception {
    places.enter(BACKFILL, work(1));
    places.enter(BACKFILL, work(1));
    Thread large = enter("large", BACKFILL, work(1_000_000));
    Thread small = enter("small", BACKFILL, work(10));

    places.leave(BACKFILL);
    small.join();
    places.leave(BACKFILL);
    large.join();

    assertThat(entered).containsExactly("small", "large");
  }

  private Thread enter(String name, Claim claim, LayerWork work) {
    Thread thread =
        Thread.startVirtualThread(() -> {
          try {
            places.enter(claim, work);
            entered.add(name);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  /** The only layer of an image. */
  private static LayerWork work(long size) {
    return new LayerWork(() -> size, size);
  }

  private static Claim claim(String registry, Priority priority) {
    return new Claim(Urgency.of(priority), registry, "team/app");
  }
}

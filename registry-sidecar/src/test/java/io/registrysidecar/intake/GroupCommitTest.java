package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private final SlowDisk disk = new SlowDisk();
  private final GroupCommit commits = new GroupCommit(disk, () -> {}, 1024);

  @AfterEach
  void close() {
    disk.turns.release(1_000_000);
    commits.close();
  }

  @Test
  void whileOneBatchIsWrittenTheNextGathers() {
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    waiting.add(offer("first"));
    disk.awaitBegun();
    IntStream.range(0, 600).forEach(i -> waiting.add(offer("event " + i)));
    assertThat(waiting).noneMatch(CompletableFuture::isDone);

    disk.turns.release(10);
    waiting.forEach(CompletableFuture::join);

    assertThat(disk.batches).containsExactly(1, 256, 256, 88);
  }

  @Test
  void whoFindsNoRoomIsTurnedAwayAtOnceAndThereIsRoomAgainAfterwards() {
    var first = offer("first");
    disk.awaitBegun();
    assertThat(first).isNotDone();
    int taken = 1;
    while (commits.offer(List.of(event("e"))).isPresent()) {
      taken++;
    }
    assertThat(taken).isEqualTo(1024);

    disk.turns.release(1000);
    offer(() -> commits.offer(List.of(event("later")))).join();
    assertThat(disk.batches.stream().mapToInt(n -> n).sum()).isEqualTo(1025);
  }

  @Test
  void aDeadLetterTakesAsMuchRoomAsItIsLong() {
    var first = offer("first");
    disk.awaitBegun();
    assertThat(first).isNotDone();

    var huge = new Inbox.Unreadable("main", NOON, "", "", new byte[1024 * 1024]);
    assertThat(commits.offer(List.of(huge))).isEmpty();
  }

  @Test
  void aFailedCommitIsToldToAllWhoWaitForItAndTheNextOneIsTriedAgain() {
    disk.full = true;
    disk.turns.release(1000);
    assertThatThrownBy(() -> offer("one").join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .hasMessageContaining("disk");

    disk.full = false;
    offer("two").join();
    assertThat(disk.batches).containsExactly(1);
  }

  @Test
  void theCloseWritesWhatWaits() {
    CompletableFuture<Void> first = offer("first");
    disk.awaitBegun();
    CompletableFuture<Void> second = offer("second");
    disk.turns.release(1000);
    commits.close();

    assertThat(first).isDone();
    assertThat(second).isDone();
    assertThat(commits.offer(List.of(event("late")))).isEmpty();
  }

  private CompletableFuture<Void> offer(String id) {
    return commits.offer(List.of(event(id))).orElseThrow();
  }

  /** Offers until there is room, which comes as soon as the writer has given it back. */
  private static CompletableFuture<Void> offer(
      java.util.function.Supplier<java.util.Optional<CompletableFuture<Void>>> attempt) {
    while (true) {
      var taken = attempt.get();
      if (taken.isPresent()) {
        return taken.get();
      }
      Thread.onSpinWait();
    }
  }

  private static Inbox.Event event(String id) {
    return new Inbox.Event("main", id, NOON, "{}");
  }

  /** An inbox that writes one batch per turn that it is given. */
  private static final class SlowDisk extends InboxStub {
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final Semaphore begun = new Semaphore(0);
    final Semaphore turns = new Semaphore(0);
    volatile boolean full;

    @Override
    public int append(List<? extends Arrival> batch) {
      begun.release();
      turns.acquireUninterruptibly();
      if (full) {
        throw new StoreException(new StoreFailure.DiskFull(Path.of("state.db"), "accept"), null);
      }
      batches.add(batch.size());
      return batch.size();
    }

    void awaitBegun() {
      begun.acquireUninterruptibly();
    }
  }
}

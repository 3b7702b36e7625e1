package io.registrysidecar.intake;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.Inbox.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * How events get on disk
 *
 * A commit that is really on disk takes a millisecond or so, whatever is in it. So one thread of its own takes all that waits,
 * up to 256 arrivals, commits it in one transaction, and only then completes the futures of those who wait. While it commits,
 * the next batch gathers: the busier it is, the larger the batches.
 *
 * Shared are the queue and the room. The room is what may wait at once, in kibibytes: who finds none is turned away at once and
 * told to come again, so memory is bounded however many deliver and however slow the disk is.
 *
 * A crash before the commit loses what waits, and none of those who wait has been answered yet: the registry sends it again.
 * A crash after the commit and before the answer makes the registry send it again, too; the inbox knows it by its identifier.
 * A failed commit leaves nothing of its batch, and each of those who wait is told.
 */
/** Puts arrivals into the inbox, many in one transaction. */
final class GroupCommit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int LARGEST_BATCH = 256;
  private static final int ROOM_KIB = 16 * 1024;

  private final Inbox inbox;
  private final Runnable committed;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Semaphore room;
  private final Thread writer;
  private volatile boolean closed;

  /**
   * Starts the writer.
   *
   * @param committed told after each commit
   */
  GroupCommit(Inbox inbox, Runnable committed) {
    this(inbox, committed, ROOM_KIB);
  }

  GroupCommit(Inbox inbox, Runnable committed, int roomKib) {
    this.inbox = inbox;
    this.committed = committed;
    this.room = new Semaphore(roomKib);
    this.writer = Thread.ofPlatform().daemon().name("intake-writer").start(this::write);
  }

  /**
   * Hands arrivals in; the future completes when they are on disk. Empty when there is no room for
   * them now.
   */
  Optional<CompletableFuture<Void>> offer(List<Arrival> arrivals) {
    int size = arrivals.stream().mapToInt(GroupCommit::kibibytes).sum();
    if (closed || !room.tryAcquire(size)) {
      return Optional.empty();
    }
    Waiting waiting = new Waiting(List.copyOf(arrivals), size, new CompletableFuture<>());
    queue.add(waiting);
    return Optional.of(waiting.done());
  }

  private static int kibibytes(Arrival arrival) {
    int bytes =
        switch (arrival) {
          case Inbox.Event event -> 2 * event.payload().length();
          case Inbox.Unreadable letter -> letter.body().length;
        };
    return 1 + bytes / 1024;
  }

  private void write() {
    while (true) {
      try {
        Waiting first = queue.take();
        if (first.arrivals().isEmpty()) {
          return;
        }
        commit(batchAfter(first));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private List<Waiting> batchAfter(Waiting first) {
    List<Waiting> batch = new ArrayList<>();
    batch.add(first);
    int arrivals = first.arrivals().size();
    while (arrivals < LARGEST_BATCH) {
      Waiting next = queue.peek();
      if (next == null || next.arrivals().isEmpty()) {
        break;
      }
      batch.add(queue.remove());
      arrivals += next.arrivals().size();
    }
    return batch;
  }

  private void commit(List<Waiting> batch) {
    int size = batch.stream().mapToInt(Waiting::kibibytes).sum();
    try {
      inbox.append(batch.stream().flatMap(waiting -> waiting.arrivals().stream()).toList());
      batch.forEach(waiting -> waiting.done().complete(null));
      committed.run();
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("deliveries", batch.size()).setCause(e).log("events not accepted");
      batch.forEach(waiting -> waiting.done().completeExceptionally(e));
    } finally {
      room.release(size);
    }
  }

  /** Takes no more, and writes what waits. */
  @Override
  public void close() {
    closed = true;
    queue.add(new Waiting(List.of(), 0, new CompletableFuture<>()));
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Somebody who waits for the disk; one without arrivals ends the writer.
   *
   * @param kibibytes the room that it takes
   */
  private record Waiting(List<Arrival> arrivals, int kibibytes, CompletableFuture<Void> done) {}
}

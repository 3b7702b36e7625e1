package io.registrysidecar.intake;

import io.registrysidecar.job.JobQueue;
import io.registrysidecar.store.AuditLog;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.Inbox.AcceptedEvent;
import io.registrysidecar.store.PublicationStore;
import io.registrysidecar.store.StoreException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * From the inbox to the queue
 *
 * One thread reads what is accepted and not dispatched, oldest first, does what it leads to, and then notes that it is
 * dispatched. Each of these is a transaction of its own; a crash between two of them makes the next start do the batch again,
 * which changes nothing that was done: images are heard of once, jobs have an identity. At worst an image that was scanned
 * between is scanned once more.
 *
 * Who puts something into the inbox rings the bell after the commit. While it keeps ringing and the inbox is not empty, events
 * are accepted first and dispatched with a quarter of the time: what is accepted is safe, what is not yet is waited for. When the state cannot be written, the batch is tried
 * again every few seconds; it is on disk already, so nothing is lost meanwhile.
 */
/** Makes jobs of accepted events. */
public final class Dispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int BATCH = 64;
  private static final long RETRY_SECONDS = 3;
  private static final long LONGEST_WAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Set<String> registries;
  private final LoopFilter filter;
  private final Inbox inbox;
  private final ImageStore images;
  private final PublicationStore publications;
  private final AuditLog history;
  private final JobQueue queue;
  private final ScanJobs scans;
  private final InstantSource clock;
  private final Semaphore bell = new Semaphore(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * Wires the dispatcher.
   *
   * @param registries the configured names; events of others become dead letters
   * @param history is told who pushed what
   */
  public Dispatcher(
      Set<String> registries,
      LoopFilter filter,
      Inbox inbox,
      ImageStore images,
      PublicationStore publications,
      AuditLog history,
      JobQueue queue,
      ScanJobs scans,
      InstantSource clock) {
    this.registries = Set.copyOf(registries);
    this.filter = filter;
    this.inbox = inbox;
    this.images = images;
    this.publications = publications;
    this.history = history;
    this.queue = queue;
    this.scans = scans;
    this.clock = clock;
  }

  /** Begins with what was left undone. */
  public void start() {
    thread = Thread.ofPlatform().daemon().name("intake-dispatcher").start(this::run);
  }

  /** Says that there is something new in the inbox. */
  public void wake() {
    bell.release();
  }

  private void run() {
    boolean failed = false;
    while (!closed) {
      try {
        if (failed) {
          bell.tryAcquire(RETRY_SECONDS, TimeUnit.SECONDS);
        } else {
          bell.acquire();
        }
        bell.drainPermits();
        dispatchAll();
        failed = false;
      } catch (InterruptedException e) {
        return;
      } catch (StoreException e) {
        if (!failed) {
          LOG.atError().setCause(e).log("events wait to be dispatched");
        }
        failed = true;
      }
    }
  }

  /** Dispatches until the inbox has nothing left. */
  void dispatchAll() throws InterruptedException {
    while (!closed) {
      List<AcceptedEvent> batch = inbox.undispatched(BATCH);
      if (batch.isEmpty()) {
        return;
      }
      long begun = System.nanoTime();
      dispatch(batch);
      boolean moreCame = bell.drainPermits() > 0;
      if (moreCame && batch.size() == BATCH) {
        giveWay(System.nanoTime() - begun);
      }
    }
  }

  /** Leaves the disk and the processor to the intake for three quarters of the time. */
  private void giveWay(long worked) throws InterruptedException {
    closing.await(Math.min(3 * worked, LONGEST_WAY_NANOS), TimeUnit.NANOSECONDS);
  }

  private void dispatch(List<AcceptedEvent> batch) {
    Dispatch dispatch = new Dispatch(filter, images, publications, history, queue, scans);
    List<Long> done = new ArrayList<>();
    for (AcceptedEvent accepted : batch) {
      try {
        checkRegistry(accepted.event().source());
        dispatch.add(accepted);
        done.add(accepted.sequence());
      } catch (UnreadableEvent e) {
        inbox.bury(accepted.sequence(), String.valueOf(e.getMessage()), clock.instant());
      }
    }
    dispatch.write();
    inbox.dispatched(done, clock.instant());
  }

  private void checkRegistry(String source) throws UnreadableEvent {
    if (!registries.contains(source)) {
      throw new UnreadableEvent(
          "no registry of the name "
              + source
              + " is configured any more; configure it and push again");
    }
  }

  /** Ends after the batch that is being dispatched. */
  @Override
  public void close() {
    closed = true;
    closing.countDown();
    bell.release();
    Thread running = thread;
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

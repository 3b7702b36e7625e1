package io.registrysidecar.scan;

import io.registrysidecar.image.Turn;
import io.registrysidecar.job.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/*
 * Shared: who computes, who waits to compute, and how long each repository has computed; all of it under one lock, which is never held while computing or waiting for bytes.
 *
 * A turn is given to the most urgent; among equally urgent ones to the repository that has had least; within a repository as LayerWork says. The order is looked
 * at only when a turn becomes free or has lasted a slice, among those who wait then: a few dozen at most, because the number of open layers is bounded. So an order that changes by
 * itself (a push comes to wait for a layer that a backfill reads) needs no bookkeeping.
 *
 * Whoever is given a turn is told so under the lock: it is running from then on, even if its thread wakes up later, and even if that thread was interrupted meanwhile; then it ends
 * the turn before it throws. So there are never more than `cores` running, and a turn is never lost.
 *
 * A repository that comes anew, or again, starts with what the one has had that had least: it is not owed the time during which it wanted nothing.
 */

/** Hands out the right to compute: so many turns at a time, each a slice long when others wait. */
final class Turns {

  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);

  private final int cores;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Ticket> waiting = new ArrayList<>();
  private final Map<String, Account> accounts = new HashMap<>();
  private int running;
  private volatile boolean crowded;

  /**
   * @param cores how many compute at a time
   * @param nanoTime a clock that only moves forward
   */
  Turns(int cores, LongSupplier nanoTime) {
    this.cores = cores;
    this.nanoTime = nanoTime;
  }

  /** For one layer; to be closed by the thread that uses it. */
  Ticket ticket(Claim claim, LayerWork work) {
    lock.lock();
    try {
      long least = accounts.values().stream().mapToLong(a -> a.used).min().orElse(0);
      Account account = accounts.computeIfAbsent(claim.repository(), _ -> new Account(least));
      account.tickets++;
      return new Ticket(claim, account, work);
    } finally {
      lock.unlock();
    }
  }

  private void handOut() {
    while (running < cores && !waiting.isEmpty()) {
      Ticket next = waiting.stream().min(Ticket.ORDER).orElseThrow();
      waiting.remove(next);
      next.start();
    }
    crowded = !waiting.isEmpty();
  }

  /** What a repository has computed, in nanoseconds. */
  private static final class Account {
    private long used;
    private int tickets;

    private Account(long used) {
      this.used = used;
    }
  }

  /** The turns of one layer. */
  final class Ticket implements Turn, AutoCloseable {

    private static final Comparator<Ticket> ORDER =
        Comparator.<Ticket, Priority>comparing(ticket -> ticket.claim.urgency().now())
            .reversed()
            .thenComparingLong(ticket -> ticket.account.used)
            .thenComparing(ticket -> ticket.work, LayerWork.ORDER);

    private final Claim claim;
    private final Account account;
    private final LayerWork work;
    private final Condition given = lock.newCondition();
    private boolean runs;
    private long since;

    private Ticket(Claim claim, Account account, LayerWork work) {
      this.claim = claim;
      this.account = account;
      this.work = work;
    }

    @Override
    public void begin() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        if (!runs) {
          await();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void share() throws InterruptedException {
      if (!crowded || nanoTime.getAsLong() - since < SLICE) {
        return;
      }
      lock.lockInterruptibly();
      try {
        if (runs) {
          stop();
          await();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void end() {
      lock.lock();
      try {
        if (runs) {
          stop();
          handOut();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      end();
      lock.lock();
      try {
        if (--account.tickets == 0) {
          accounts.remove(claim.repository());
        }
      } finally {
        lock.unlock();
      }
    }

    private void await() throws InterruptedException {
      waiting.add(this);
      handOut();
      try {
        while (!runs) {
          given.await();
        }
      } catch (InterruptedException e) {
        waiting.remove(this);
        if (runs) {
          stop();
        }
        handOut();
        throw e;
      }
    }

    private void start() {
      runs = true;
      since = nanoTime.getAsLong();
      running++;
      given.signal();
    }

    private void stop() {
      runs = false;
      account.used += nanoTime.getAsLong() - since;
      running--;
    }
  }
}

package io.registrysidecar.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who works on what in this process, so that a job that is dropped can be interrupted.
 *
 * <p>A thread is interrupted under the lock and only while it is listed; so an interruption never
 * meets the job that the thread runs next.
 */
final class RunningJobs {

  private final Map<String, Thread> threads = new HashMap<>();
  private final Set<String> interrupted = new HashSet<>();
  private final Set<String> spared = new HashSet<>();

  /** The current thread begins a job; false when somebody works on it already. */
  synchronized boolean begin(String id) {
    return threads.putIfAbsent(id, Thread.currentThread()) == null;
  }

  /** Its job has ended. What was an interruption of that job concerns the thread no longer. */
  synchronized void end(String id) {
    threads.remove(id);
    spared.remove(id);
    if (interrupted.remove(id)) {
      Thread.interrupted();
    }
  }

  synchronized boolean isRunning(String id) {
    return threads.containsKey(id);
  }

  synchronized boolean isEmpty() {
    return threads.isEmpty();
  }

  /** Whoever drops jobs in the course of a job of its own ends that by itself. */
  synchronized void spareCurrent() {
    threads.forEach((id, thread) -> {
      if (thread.equals(Thread.currentThread())) {
        spared.add(id);
      }
    });
  }

  /** Interrupts whoever works on one of {@code ids}, once. */
  synchronized void interrupt(Iterable<String> ids) {
    for (String id : ids) {
      Thread thread = threads.get(id);
      if (thread != null && !spared.contains(id) && interrupted.add(id)) {
        thread.interrupt();
      }
    }
  }
}

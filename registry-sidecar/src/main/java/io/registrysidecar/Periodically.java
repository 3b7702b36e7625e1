package io.registrysidecar;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something time and again, on a thread of its own, until closed. What fails is logged and
 * tried again the next time.
 */
final class Periodically implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Periodically.class);

  private final Thread thread;

  private Periodically(String name, Duration pause, Runnable action) {
    this.thread = Thread.ofVirtual().name(name).start(() -> repeat(name, pause, action));
  }

  /**
   * Begins at once; {@code pause} lies between the end of one time and the beginning of the next.
   */
  static Periodically start(String name, Duration pause, Runnable action) {
    return new Periodically(name, pause, action);
  }

  private static void repeat(String name, Duration pause, Runnable action) {
    try {
      while (true) {
        try {
          action.run();
        } catch (RuntimeException e) {
          LOG.atError().addKeyValue("what", name).setCause(e).log("periodic work failed");
        }
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      LOG.atDebug().addKeyValue("what", name).log("periodic work ended");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      // Whoever closes is in a hurry: the thread ends by itself.
      Thread.currentThread().interrupt();
    }
  }
}

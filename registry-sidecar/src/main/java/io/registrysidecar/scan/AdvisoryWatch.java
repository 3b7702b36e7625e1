package io.registrysidecar.scan;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices when what is known about vulnerabilities changes, be it by another process. */
public final class AdvisoryWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdvisoryWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Supplier<Knowledge> knowledge;
  private final Runnable changed;
  private final ScheduledExecutorService thread;
  private String version = "";

  /**
   * Watches for changes once {@link #start} was called.
   *
   * @param changed called at the first look that finds any knowledge, and after each change; may
   *     take its time
   */
  public AdvisoryWatch(Supplier<Knowledge> knowledge, Runnable changed) {
    this.knowledge = knowledge;
    this.changed = changed;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("advisory-watch").factory());
  }

  /** Looks now and every few seconds. */
  public void start() {
    var _ = thread.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks once. What goes wrong is tried again at the next look. */
  void look() {
    String now = knowledge.get().version();
    if (now.equals(version)) {
      return;
    }
    try {
      changed.run();
      version = now;
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("advisories", now)
          .setCause(e)
          .log("images could not be queued for re-evaluation, it is tried again");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

package io.registrysidecar.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.store.JobStore;
import io.registrysidecar.store.JobStore.Lease;
import io.registrysidecar.store.StoredJob;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What db-scheduler runs: it picks the row, keeps its heartbeat and finds it again after a crash;
 * this class runs the handler and writes the outcome into the row.
 *
 * <p>Every ending goes through {@link JobStore} with the row's version as a lease. When the ending
 * cannot be written, because the disk is full for example, the row stays picked without a
 * heartbeat, and {@link #giveBackDead} finds it half a minute later.
 */
final class JobTask {

  private static final Logger LOG = LoggerFactory.getLogger(JobTask.class);

  private final JobStore store;
  private final Map<String, JobHandler> handlers;
  private final Slots slots;
  private final RunningJobs running;
  private final BackOff backOff;
  private final int attempts;
  private final InstantSource clock;
  private final Runnable checkForMore;

  JobTask(
      JobStore store,
      Map<String, JobHandler> handlers,
      Slots slots,
      RunningJobs running,
      BackOff backOff,
      int attempts,
      InstantSource clock,
      Runnable checkForMore) {
    this.store = store;
    this.handlers = Map.copyOf(handlers);
    this.slots = slots;
    this.running = running;
    this.backOff = backOff;
    this.attempts = attempts;
    this.clock = clock;
    this.checkForMore = checkForMore;
  }

  Task<Void> task() {
    return Tasks.custom(JobStore.TASK, Void.class)
        .onFailure((failed, operations) -> end(failed.getExecution(), unexpected(failed)))
        .onDeadExecution((dead, operations) -> giveBackDead(dead.getExecution()))
        .execute(this::execute);
  }

  private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
    Execution execution = context.getExecution();
    Optional<StoredJob> found = store.find(execution.getId());
    if (found.isEmpty()) {
      return (complete, operations) -> checkForMore.run();
    }
    StoredJob job = found.get();
    String registry = job.job().registry();
    if (!slots.take(registry, Priority.ofRank(job.job().priority()))) {
      return giveBack(execution);
    }
    try {
      return running.begin(job.id()) ? execute(job, execution, context) : giveBack(execution);
    } finally {
      slots.give(registry);
    }
  }

  private CompletionHandler<Void> execute(
      StoredJob job, Execution execution, ExecutionContext context) {
    try {
      Outcome outcome = run(job);
      if (outcome instanceof Outcome.RetryLater && context.getSchedulerState().isShuttingDown()) {
        return giveBack(execution);
      }
      return (complete, operations) -> end(execution, outcome);
    } catch (InterruptedException e) {
      LOG.atInfo().addKeyValue("job", job.id()).log("job interrupted");
      return giveBack(execution);
    } finally {
      running.end(job.id());
    }
  }

  private Outcome run(StoredJob stored) throws InterruptedException {
    JobHandler handler = handlers.get(stored.job().kind());
    if (handler == null) {
      return new Outcome.GiveUp(
          "this program does no jobs of kind " + stored.job().kind() + "; drop it");
    }
    try {
      return handler.run(JobRows.job(stored.job()));
    } catch (MalformedReference e) {
      return new Outcome.GiveUp("the job cannot be read: " + e.getMessage());
    }
  }

  private static Outcome unexpected(ExecutionComplete failed) {
    String cause = failed.getCause().map(Throwable::toString).orElse("unknown cause");
    return new Outcome.RetryLater("unexpected failure, see the log: " + cause, null);
  }

  private CompletionHandler<Void> giveBack(Execution execution) {
    return (complete, operations) -> {
      store.release(lease(execution), clock.instant());
      checkForMore.run();
    };
  }

  private void giveBackDead(Execution execution) {
    if (!running.isRunning(execution.getId())) {
      store.release(lease(execution), clock.instant());
    }
  }

  private void end(Execution execution, Outcome outcome) {
    String id = execution.getId();
    switch (outcome) {
      case Outcome.Done() -> store.done(lease(execution), clock.instant());
      case Outcome.GiveUp(String reason) -> giveUp(execution, reason);
      case Outcome.RetryLater later -> {
        int failed = execution.consecutiveFailures + 1;
        if (failed >= attempts) {
          giveUp(execution, "gave up after " + failed + " attempts; the last: " + later.reason());
        } else {
          var now = clock.instant();
          var due = backOff.next(failed, now, later.notBefore());
          LOG.atInfo()
              .addKeyValue("job", id)
              .addKeyValue("attempt", failed)
              .addKeyValue("due", due)
              .addKeyValue("reason", later.reason())
              .log("job put off");
          store.retry(lease(execution), due, later.reason(), now);
        }
      }
    }
    checkForMore.run();
  }

  private void giveUp(Execution execution, String reason) {
    LOG.atWarn()
        .addKeyValue("job", execution.getId())
        .addKeyValue("reason", reason)
        .log("job given up");
    store.bury(lease(execution), reason, clock.instant());
  }

  private static Lease lease(Execution execution) {
    return new Lease(execution.getId(), execution.version);
  }
}

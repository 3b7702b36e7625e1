package io.registrysidecar.job;

/** Does the jobs of one kind. */
@FunctionalInterface
public interface JobHandler {

  /**
   * Runs a job, on a thread of its own that may block. It may have run before, in part or
   * completely: running it again must do no harm.
   *
   * <p>An exception counts as {@link Outcome.RetryLater}.
   *
   * @throws InterruptedException when interrupted, which means that the program stops and runs the
   *     job after the next start, or that the job was dropped
   */
  Outcome run(Job job) throws InterruptedException;
}

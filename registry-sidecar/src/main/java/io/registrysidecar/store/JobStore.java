package io.registrysidecar.store;

import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rows behind the job queue: who is queued, in which order they go, and who was given up.
 *
 * <p>At most one row of a subject (kind, registry, repository, reference) runs and at most one
 * waits. A wish that equals one that waits or runs adds nothing but its priority; a wish with
 * another generation takes the place of one that waits, and waits beside one that runs.
 *
 * <p>Within a priority, repositories take turns: each job gets a virtual start time one after the
 * latest of its repository, but not before that of the job that ran last.
 */
public interface JobStore {

  /** The table's name, for db-scheduler. */
  String TABLE = "job";

  /** What db-scheduler calls the task of every row. */
  String TASK = "job";

  /** Queues jobs in one transaction, to be done now; gives how many rows are new. */
  default int enqueue(List<NewJob> jobs, Instant now) {
    return enqueue(jobs, now, now);
  }

  /**
   * The same for later.
   *
   * @param due the earliest time at which they are done
   */
  int enqueue(List<NewJob> jobs, Instant now, Instant due);

  /** One job. */
  Optional<StoredJob> find(String id);

  /** Removes a job that was done; one wished again meanwhile is queued afresh. */
  void done(Lease lease, Instant now);

  /** Puts a failed job off until {@code due}. */
  void retry(Lease lease, Instant due, String reason, Instant now);

  /** Gives a job back unfinished, as if it had never been taken. */
  void release(Lease lease, Instant now);

  /** Moves a job to the dead letters; one wished again meanwhile is queued afresh. */
  void bury(Lease lease, String reason, Instant now);

  /**
   * Gives back what a process that no longer lives had taken, and buries what has been interrupted
   * too often.
   *
   * @param mostInterruptions how often the process may end while a job runs, before the job is
   *     thought to be the cause
   * @return how many were given back
   */
  int releaseAll(int mostInterruptions, Instant now);

  /** Jobs in the order in which they were queued. */
  Page<StoredJob> list(JobFilter filter, PageRequest page);

  /** Dead letters, newest first. */
  Page<DeadJob> dead(JobFilter filter, PageRequest page);

  /** Queues a dead letter again with no attempts counted; false when there is none of this name. */
  boolean revive(String id, Instant now);

  /**
   * Forgets a dead letter or a job that does not run; one that runs is to be interrupted, and
   * forgotten when it has ended. False when there is none of this name.
   */
  boolean drop(String id);

  /**
   * Drops all jobs and dead letters of a subject, whatever their kind and generation; gives how
   * many.
   */
  int dropAll(String registry, RepositoryName repository, String reference);

  /** Jobs that run although they were dropped. */
  List<String> dropped();

  /** How many there are of each sort. */
  Counts counts(Instant now);

  /**
   * The right to finish a job, lost when somebody else has taken it since.
   *
   * @param id the job
   * @param version the row's version when it was taken
   */
  record Lease(String id, long version) {}

  /**
   * How many jobs there are.
   *
   * @param ready may run now
   * @param waiting to be tried again later
   * @param running somebody works on them
   * @param dead given up
   */
  record Counts(long ready, long waiting, long running, long dead) {}
}

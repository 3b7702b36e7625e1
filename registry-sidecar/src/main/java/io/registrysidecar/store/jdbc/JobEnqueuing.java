package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.JobStore;
import io.registrysidecar.store.NewJob;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Puts jobs into the queue, within a transaction of the caller: which wish is new, and when its
 * turn is.
 */
final class JobEnqueuing {

  private static final String SUBJECT =
      "registry = ? AND repository = ? AND reference = ? AND kind = ?";

  private final Session session;
  private final Instant now;
  private final Instant due;

  /**
   * Within a transaction.
   *
   * @param due the earliest time at which the jobs are done
   */
  JobEnqueuing(Session session, Instant now, Instant due) {
    this.session = session;
    this.now = now;
    this.due = due;
  }

  /** Queues a job; false when the same wish waits or runs already. */
  boolean enqueue(NewJob job) throws SQLException {
    List<JobRow> rows =
        session.list(
            "SELECT * FROM job WHERE " + SUBJECT,
            JobRow::of,
            job.registry(),
            job.repository(),
            job.reference(),
            job.kind());
    Optional<JobRow> running = rows.stream().filter(row -> row.stored().running()).findFirst();
    Optional<JobRow> waiting = rows.stream().filter(row -> !row.stored().running()).findFirst();
    boolean isNew;
    if (running.isPresent() && running.get().job().generation().equals(job.generation())) {
      isNew = running.get().cancelled() && !running.get().again() && wishAgain(running.get());
    } else if (waiting.isPresent()) {
      isNew = join(waiting.get(), job);
    } else {
      insert(job);
      isNew = true;
    }
    if (isNew) {
      session.update(
          "DELETE FROM dead_job WHERE " + SUBJECT,
          job.registry(),
          job.repository(),
          job.reference(),
          job.kind());
    }
    return isNew;
  }

  private boolean wishAgain(JobRow running) throws SQLException {
    return session.update("UPDATE job SET again = TRUE WHERE sequence = ?", running.sequence()) > 0;
  }

  /**
   * A wish for what waits already: the same one may only hasten it, one for a new reason takes its
   * place.
   */
  private boolean join(JobRow waiting, NewJob job) throws SQLException {
    int before = waiting.job().priority();
    int priority = Math.max(before, job.priority());
    if (waiting.job().generation().equals(job.generation())) {
      if (priority > before) {
        session.update(
            "UPDATE job SET priority = ?, virtual_time = ?, execution_time = ?, version = version +"
                + " 1 WHERE sequence = ?",
            priority,
            turn(job, priority),
            due,
            waiting.sequence());
      }
      return false;
    }
    session.update(
        """
        UPDATE job SET task_instance = ?, generation = ?, payload = ?, priority = ?, virtual_time = ?,
          execution_time = ?, consecutive_failures = 0, interruptions = 0, reason = '', version = version + 1
        WHERE sequence = ?
        """,
        job.id(),
        job.generation(),
        job.payload(),
        priority,
        turn(job, priority),
        due,
        waiting.sequence());
    return true;
  }

  private void insert(NewJob job) throws SQLException {
    session.update(
        """
        INSERT INTO job (task_name, task_instance, execution_time, picked, version, consecutive_failures, priority,
          kind, registry, repository, reference, generation, payload, virtual_time, queued_at)
        VALUES (?, ?, ?, FALSE, 1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        JobStore.TASK,
        job.id(),
        due,
        job.priority(),
        job.kind(),
        job.registry(),
        job.repository(),
        job.reference(),
        job.generation(),
        job.payload(),
        turn(job, job.priority()),
        now);
  }

  /**
   * The virtual time at which it is this job's turn: after the latest of its repository, not before
   * what ran last.
   */
  long turn(NewJob job, int priority) throws SQLException {
    return session.only(
        """
        SELECT max(t) + 1 AS turn FROM (
          SELECT 0 AS t
          UNION ALL SELECT virtual_time FROM job_clock WHERE priority = ?
          UNION ALL SELECT max(virtual_time) FROM job
            WHERE registry = ? AND repository = ? AND priority = ?) AS earlier
        """,
        row -> row.number("turn"),
        priority,
        job.registry(),
        job.repository(),
        priority);
  }
}

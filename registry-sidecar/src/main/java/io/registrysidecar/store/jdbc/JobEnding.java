package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.NewJob;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Ends a run of a job, within a transaction of the caller. A wish that came meanwhile is honoured
 * before the run's own outcome.
 */
final class JobEnding {

  private final Session session;
  private final Instant now;

  JobEnding(Session session, Instant now) {
    this.session = session;
    this.now = now;
  }

  int done(JobRow row) throws SQLException {
    advanceClock(row.job().priority(), row.sequence());
    return row.again() ? startAfresh(row) : delete(row);
  }

  int retry(JobRow row, Instant due, String reason) throws SQLException {
    if (row.again()) {
      return startAfresh(row);
    }
    if (row.cancelled() || isSuperseded(row)) {
      return delete(row);
    }
    return session.update(
        """
        UPDATE job SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL, last_failure = ?,
          consecutive_failures = consecutive_failures + 1, execution_time = ?, reason = ?, version = version + 1
        WHERE sequence = ?
        """,
        now,
        due,
        reason,
        row.sequence());
  }

  int release(JobRow row, int interruptions) throws SQLException {
    if (row.again()) {
      return startAfresh(row);
    }
    if (row.cancelled() || isSuperseded(row)) {
      return delete(row);
    }
    return session.update(
        """
        UPDATE job SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,
          interruptions = interruptions + ?, version = version + 1
        WHERE sequence = ?
        """,
        interruptions,
        row.sequence());
  }

  int bury(JobRow row, String reason) throws SQLException {
    advanceClock(row.job().priority(), row.sequence());
    if (row.again()) {
      return startAfresh(row);
    }
    if (!row.cancelled() && !isSuperseded(row)) {
      insertDead(row, reason);
    }
    return delete(row);
  }

  private void insertDead(JobRow row, String reason) throws SQLException {
    NewJob job = row.job();
    session.update(
        """
        INSERT INTO dead_job
          (id, kind, registry, repository, reference, generation, priority, payload, attempts, reason, queued_at, died_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET attempts = excluded.attempts, reason = excluded.reason, died_at = excluded.died_at
        """,
        row.id(),
        job.kind(),
        job.registry(),
        job.repository(),
        job.reference(),
        job.generation(),
        job.priority(),
        job.payload(),
        row.stored().attempts() + 1,
        reason,
        row.stored().queuedAt(),
        now);
  }

  private int startAfresh(JobRow row) throws SQLException {
    if (isSuperseded(row)) {
      return delete(row);
    }
    long turn = new JobEnqueuing(session, now, now).turn(row.job(), row.job().priority());
    return session.update(
        """
        UPDATE job SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL, consecutive_failures = 0,
          interruptions = 0, cancelled = FALSE, again = FALSE, reason = '', execution_time = ?, queued_at = ?,
          virtual_time = ?, version = version + 1
        WHERE sequence = ?
        """,
        now,
        now,
        turn,
        row.sequence());
  }

  /** Whether a newer wish for the same subject waits. */
  private boolean isSuperseded(JobRow row) throws SQLException {
    NewJob job = row.job();
    return session.any(
        """
        SELECT 1 FROM job WHERE registry = ? AND repository = ? AND reference = ? AND kind = ? AND picked = FALSE
          AND sequence <> ?
        """,
        job.registry(),
        job.repository(),
        job.reference(),
        job.kind(),
        row.sequence());
  }

  private int delete(JobRow row) throws SQLException {
    return session.update("DELETE FROM job WHERE sequence = ?", row.sequence());
  }

  private void advanceClock(int priority, long sequence) throws SQLException {
    session.update(
        """
        INSERT INTO job_clock (priority, virtual_time) SELECT ?, virtual_time FROM job WHERE sequence = ?
        ON CONFLICT (priority) DO UPDATE SET virtual_time =
          CASE WHEN excluded.virtual_time > job_clock.virtual_time THEN excluded.virtual_time ELSE job_clock.virtual_time END
        """,
        priority,
        sequence);
  }
}

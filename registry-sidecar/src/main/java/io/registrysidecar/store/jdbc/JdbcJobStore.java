package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.DeadJob;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.JobStore;
import io.registrysidecar.store.NewJob;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.StoredJob;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queue in SQL. */
final class JdbcJobStore implements JobStore {

  private final Database database;

  JdbcJobStore(Database database) {
    this.database = database;
  }

  @Override
  public int enqueue(List<NewJob> jobs, Instant now) {
    return database.write(
        "queue jobs",
        session -> {
          JobEnqueuing queue = new JobEnqueuing(session, now);
          int fresh = 0;
          for (NewJob job : jobs) {
            fresh += queue.enqueue(job) ? 1 : 0;
          }
          return fresh;
        });
  }

  @Override
  public Optional<StoredJob> find(String id) {
    return database.read(
        "read a job",
        session ->
            session
                .first("SELECT * FROM job WHERE task_instance = ?", JobRow::of, id)
                .map(JobRow::stored));
  }

  @Override
  public void done(Lease lease, Instant now) {
    end("finish a job", lease, now, JobEnding::done);
  }

  @Override
  public void retry(Lease lease, Instant due, String reason, Instant now) {
    end("put a job off", lease, now, (ending, row) -> ending.retry(row, due, reason));
  }

  @Override
  public void release(Lease lease, Instant now) {
    end("give a job back", lease, now, (ending, row) -> ending.release(row, 0));
  }

  @Override
  public void bury(Lease lease, String reason, Instant now) {
    end("give a job up", lease, now, (ending, row) -> ending.bury(row, reason));
  }

  /** Ends a run, unless somebody else has the job since. */
  private void end(String action, Lease lease, Instant now, End end) {
    database.write(
        action,
        session -> {
          Optional<JobRow> row =
              session.first(
                  "SELECT * FROM job WHERE task_instance = ? AND version = ? AND picked = TRUE",
                  JobRow::of,
                  lease.id(),
                  lease.version());
          return row.isEmpty() ? 0 : end.apply(new JobEnding(session, now), row.get());
        });
  }

  @Override
  public int releaseAll(int mostInterruptions, Instant now) {
    return database.write(
        "give back the jobs of the process before",
        session -> {
          JobEnding ending = new JobEnding(session, now);
          List<JobRow> rows = session.list("SELECT * FROM job WHERE picked = TRUE", JobRow::of);
          for (JobRow row : rows) {
            if (row.stored().interruptions() >= mostInterruptions) {
              ending.bury(
                  row,
                  "the process ended "
                      + (mostInterruptions + 1)
                      + " times while this job ran, so it may be the cause; retry it when that is"
                      + " mended");
            } else {
              ending.release(row, 1);
            }
          }
          return rows.size();
        });
  }

  @Override
  public Page<StoredJob> list(JobFilter filter, PageRequest page) {
    return database
        .read(
            "list jobs",
            session ->
                of("SELECT * FROM job", filter).ascending(session, "sequence", page, JobRow::of))
        .map(JobRow::stored);
  }

  @Override
  public Page<DeadJob> dead(JobFilter filter, PageRequest page) {
    return database.read(
        "list given up jobs",
        session ->
            of("SELECT * FROM dead_job", filter)
                .descending(session, "sequence", page, JdbcJobStore::dead));
  }

  private static Listing of(String select, JobFilter filter) {
    return new Listing(select)
        .whereGiven("kind = ?", filter.kind())
        .whereGiven("registry = ?", filter.registry())
        .whereGiven("repository = ?", filter.repository());
  }

  @Override
  public boolean revive(String id, Instant now) {
    return database.write(
        "retry a given up job",
        session -> {
          Optional<DeadJob> dead =
              session.first("SELECT * FROM dead_job WHERE id = ?", JdbcJobStore::dead, id);
          if (dead.isEmpty()) {
            return false;
          }
          session.update("DELETE FROM dead_job WHERE id = ?", id);
          new JobEnqueuing(session, now).enqueue(dead.get().job());
          return true;
        });
  }

  @Override
  public boolean drop(String id) {
    return database.write(
        "drop a job",
        session ->
            session.update("DELETE FROM dead_job WHERE id = ?", id)
                    + session.update(
                        "DELETE FROM job WHERE task_instance = ? AND picked = FALSE", id)
                    + session.update(
                        "UPDATE job SET cancelled = TRUE, again = FALSE WHERE task_instance = ? AND"
                            + " picked = TRUE",
                        id)
                > 0);
  }

  @Override
  public int dropAll(String registry, RepositoryName repository, String reference) {
    String subject = " WHERE registry = ? AND repository = ? AND reference = ?";
    @Nullable Object[] parameters = {registry, repository, reference};
    return database.write(
        "drop the jobs of an image",
        session ->
            session.update("DELETE FROM dead_job" + subject, parameters)
                + session.update("DELETE FROM job" + subject + " AND picked = FALSE", parameters)
                + session.update(
                    "UPDATE job SET cancelled = TRUE, again = FALSE"
                        + subject
                        + " AND picked = TRUE AND cancelled = FALSE",
                    parameters));
  }

  @Override
  public List<String> dropped() {
    return database.read(
        "find dropped jobs",
        session ->
            session.list(
                "SELECT task_instance FROM job WHERE picked = TRUE AND cancelled = TRUE",
                row -> row.text("task_instance")));
  }

  @Override
  public Counts counts(Instant now) {
    return database.read(
        "count jobs",
        session ->
            session.only(
                """
                SELECT
                  (SELECT count(*) FROM job WHERE picked = FALSE AND execution_time <= ?) AS ready,
                  (SELECT count(*) FROM job WHERE picked = FALSE AND execution_time > ?) AS waiting,
                  (SELECT count(*) FROM job WHERE picked = TRUE) AS running,
                  (SELECT count(*) FROM dead_job) AS dead
                """,
                row ->
                    new Counts(
                        row.number("ready"),
                        row.number("waiting"),
                        row.number("running"),
                        row.number("dead")),
                now,
                now));
  }

  private static DeadJob dead(Row row) throws SQLException {
    return new DeadJob(
        row.text("id"),
        JobRow.job(row),
        row.count("attempts"),
        row.text("reason"),
        row.instant("queued_at"),
        row.instant("died_at"));
  }

  @FunctionalInterface
  private interface End {
    int apply(JobEnding ending, JobRow row) throws SQLException;
  }
}

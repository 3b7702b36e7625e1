package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.NewJob;
import io.registrysidecar.store.StoredJob;
import java.sql.SQLException;

/**
 * A row of the queue with what only the queue itself needs.
 *
 * @param sequence its number
 * @param stored what others see
 * @param cancelled whether it was dropped while it runs
 * @param again whether it was wished again after that
 */
record JobRow(long sequence, StoredJob stored, boolean cancelled, boolean again) {

  static JobRow of(Row row) throws SQLException {
    return new JobRow(
        row.number("sequence"),
        new StoredJob(
            row.text("task_instance"),
            job(row),
            row.truth("picked"),
            row.instant("execution_time"),
            row.count("consecutive_failures"),
            row.count("interruptions"),
            row.text("reason"),
            row.instant("queued_at")),
        row.truth("cancelled"),
        row.truth("again"));
  }

  static NewJob job(Row row) throws SQLException {
    return new NewJob(
        row.text("kind"),
        row.text("registry"),
        row.repository(),
        row.text("reference"),
        row.text("generation"),
        row.count("priority"),
        row.text("payload"));
  }

  String id() {
    return stored.id();
  }

  NewJob job() {
    return stored.job();
  }
}

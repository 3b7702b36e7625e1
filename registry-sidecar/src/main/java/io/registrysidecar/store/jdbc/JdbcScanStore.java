package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ScanRecord;
import io.registrysidecar.store.ScanStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans in SQL. */
final class JdbcScanStore implements ScanStore {

  private static final int REMEMBERED_TRANSITIONS = 100;

  private final Database database;

  JdbcScanStore(Database database) {
    this.database = database;
  }

  @Override
  public long create(
      String registry, RepositoryName repository, String reference, String cause, Instant at) {
    return database.write(
        "record a scan",
        session ->
            session.only(
                """
                INSERT INTO scan (registry, repository, reference, cause, state, requested_at)
                VALUES (?, ?, ?, ?, 'Queued', ?) RETURNING id
                """,
                row -> row.number("id"),
                registry,
                repository,
                reference,
                cause,
                at));
  }

  @Override
  public void resolved(long id, Digest digest) {
    database.write(
        "record a scan's digest",
        session -> session.update("UPDATE scan SET digest = ? WHERE id = ?", digest, id));
  }

  @Override
  public void enter(long id, Transition transition) {
    database.write(
        "record a scan's state",
        session -> {
          append(session, id, transition);
          return session.update(
              "UPDATE scan SET state = ?, detail = ?, started_at = coalesce(started_at, ?) WHERE id"
                  + " = ?",
              transition.state(),
              transition.detail(),
              transition.at(),
              id);
        });
  }

  @Override
  public void finish(long id, Transition transition, @Nullable String failure) {
    database.write(
        "record a scan's end",
        session -> {
          append(session, id, transition);
          return session.update(
              """
              UPDATE scan SET state = ?, detail = ?, started_at = coalesce(started_at, ?), finished_at = ?, failure = ?
              WHERE id = ?
              """,
              transition.state(),
              transition.detail(),
              transition.at(),
              transition.at(),
              failure,
              id);
        });
  }

  private static void append(Session session, long id, Transition transition) throws SQLException {
    session.update(
        "INSERT INTO scan_transition (scan_id, state, detail, at) VALUES (?, ?, ?, ?)",
        id,
        transition.state(),
        transition.detail(),
        transition.at());
    session.update(
        """
        DELETE FROM scan_transition WHERE id IN (
          SELECT id FROM scan_transition WHERE scan_id = ? ORDER BY id DESC LIMIT 1000 OFFSET ?)
        """,
        id,
        REMEMBERED_TRANSITIONS);
  }

  @Override
  public Optional<ScanRecord> find(long id) {
    return database.read(
        "read a scan",
        session -> session.first("SELECT * FROM scan WHERE id = ?", JdbcScanStore::scan, id));
  }

  @Override
  public List<Transition> history(long id) {
    return database.read(
        "read a scan's history",
        session ->
            session.list(
                "SELECT state, detail, at FROM scan_transition WHERE scan_id = ? ORDER BY id",
                row -> new Transition(row.text("state"), row.text("detail"), row.instant("at")),
                id));
  }

  @Override
  public Optional<ScanRecord> unfinished(
      String registry, RepositoryName repository, String reference) {
    return database.read(
        "find a scan that has not ended",
        session ->
            session.first(
                """
                SELECT * FROM scan WHERE registry = ? AND repository = ? AND reference = ? AND finished_at IS NULL
                ORDER BY id DESC LIMIT 1
                """,
                JdbcScanStore::scan,
                registry,
                repository,
                reference));
  }

  @Override
  public int prune(Instant before) {
    return database.write(
        "forget old scans",
        session -> session.update("DELETE FROM scan WHERE finished_at < ?", before));
  }

  private static ScanRecord scan(Row row) throws SQLException {
    return new ScanRecord(
        row.number("id"),
        row.text("registry"),
        row.repository(),
        row.text("reference"),
        row.digestOrNull("digest"),
        row.text("cause"),
        row.text("state"),
        row.text("detail"),
        row.instant("requested_at"),
        row.instantOrNull("started_at"),
        row.instantOrNull("finished_at"),
        row.textOrNull("failure"));
  }
}

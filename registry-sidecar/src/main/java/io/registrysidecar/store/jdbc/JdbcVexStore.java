package io.registrysidecar.store.jdbc;

import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.advisory.vex.VexStatus;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexFilter;
import io.registrysidecar.store.VexScope;
import io.registrysidecar.store.VexStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Statements of operators in SQL. */
final class JdbcVexStore implements VexStore {

  private static final String COUNTS =
      "ended_at IS NULL AND (expires_at IS NULL OR expires_at > ?)";

  /** Of those that ended, so many of each repository are kept until they are pruned. */
  private static final int MOST_ENDED = 1000;

  private final Database database;

  JdbcVexStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<StoredVex> add(VexScope scope, VexMark mark, String actor, Instant at) {
    return database.write(
        "record a statement",
        session -> {
          long there =
              session.only(
                  "SELECT count(*) AS n FROM vex_statement WHERE registry = ? AND repository = ?"
                      + " AND "
                      + COUNTS,
                  row -> row.number("n"),
                  scope.registry(),
                  scope.repository(),
                  at);
          if (there >= MOST) {
            return Optional.empty();
          }
          trim(session, scope);
          return Optional.of(insert(session, scope, mark, actor, at));
        });
  }

  private static StoredVex insert(
      Session session, VexScope scope, VexMark mark, String actor, Instant at) throws SQLException {
    return session.only(
        """
        INSERT INTO vex_statement (registry, repository, digest, vulnerability, component, status, justification,
          impact, action, author, actor, since, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *
        """,
        JdbcVexStore::statement,
        scope.registry(),
        scope.repository(),
        scope.digest() == null ? "" : scope.digest(),
        mark.vulnerability(),
        mark.component(),
        mark.status().name(),
        mark.justification(),
        mark.impact(),
        mark.action(),
        mark.author(),
        actor,
        at,
        mark.expires());
  }

  private static void trim(Session session, VexScope scope) throws SQLException {
    session.update(
        """
        DELETE FROM vex_statement WHERE registry = ? AND repository = ? AND told_ended = TRUE AND id <= (
          SELECT id FROM vex_statement WHERE registry = ? AND repository = ? AND told_ended = TRUE
          ORDER BY id DESC LIMIT 1 OFFSET ?)
        """,
        scope.registry(),
        scope.repository(),
        scope.registry(),
        scope.repository(),
        MOST_ENDED);
  }

  @Override
  public Optional<StoredVex> find(long id) {
    return database.read(
        "read a statement",
        session ->
            session.first("SELECT * FROM vex_statement WHERE id = ?", JdbcVexStore::statement, id));
  }

  @Override
  public boolean remove(long id, String actor, Instant at) {
    return database.write(
            "remove a statement",
            session ->
                session.update(
                    "UPDATE vex_statement SET ended_at = ?, ended_by = ? WHERE id = ? AND "
                        + COUNTS,
                    at,
                    actor,
                    id,
                    at))
        > 0;
  }

  @Override
  public List<StoredVex> about(
      String registry, RepositoryName repository, Collection<Digest> manifests) {
    List<Object> digests = new ArrayList<>(manifests);
    digests.add("");
    return database.read(
        "read statements",
        session -> {
          List<StoredVex> found = new ArrayList<>();
          for (Object digest : digests) {
            found.addAll(
                session.list(
                    "SELECT * FROM vex_statement WHERE registry = ? AND repository = ? AND digest ="
                        + " ?",
                    JdbcVexStore::statement,
                    registry,
                    repository,
                    digest));
          }
          found.sort(Comparator.comparingLong(StoredVex::id));
          return found;
        });
  }

  @Override
  public Page<StoredVex> list(VexFilter filter, Instant now, PageRequest page) {
    Listing statements =
        new Listing("SELECT * FROM vex_statement")
            .whereGiven("registry = ?", filter.registry())
            .whereGiven("repository = ?", filter.repository())
            .whereGiven("digest IN (?, '')", filter.image());
    if (!filter.ended()) {
      statements.where(COUNTS, now);
    }
    return database.read(
        "list statements",
        session -> statements.descending(session, "id", page, JdbcVexStore::statement));
  }

  @Override
  public List<Untold> untold(Instant now, int limit) {
    return database.read(
        "find new statements",
        session ->
            session.list(
                """
                SELECT * FROM vex_statement WHERE told_ended = FALSE
                  AND (told_begun = FALSE OR ended_at IS NOT NULL OR expires_at <= ?) ORDER BY id LIMIT ?
                """,
                row -> {
                  StoredVex statement = statement(row);
                  return new Untold(statement, !row.truth("told_begun"), !statement.counts(now));
                },
                now,
                limit));
  }

  @Override
  public void told(Untold change) {
    database.write(
        "note that statements are known",
        session ->
            session.update(
                "UPDATE vex_statement SET told_begun = TRUE, told_ended = ? WHERE id = ?",
                change.ended(),
                change.statement().id()));
  }

  @Override
  public int prune(Instant before) {
    return database.write(
        "forget old statements",
        session ->
            session.update(
                "DELETE FROM vex_statement WHERE told_ended = TRUE AND (ended_at < ? OR expires_at"
                    + " < ?)",
                before,
                before));
  }

  private static StoredVex statement(Row row) throws SQLException {
    return new StoredVex(
        row.number("id"),
        new VexScope(
            row.text("registry"),
            row.repository(),
            row.text("digest").isEmpty() ? null : row.digest("digest")),
        new VexMark(
            row.text("vulnerability"),
            row.textOrNull("component"),
            VexStatus.valueOf(row.text("status")),
            row.textOrNull("justification"),
            row.textOrNull("impact"),
            row.textOrNull("action"),
            row.text("author"),
            row.instantOrNull("expires_at")),
        row.text("actor"),
        row.instant("since"),
        row.instantOrNull("ended_at"),
        row.textOrNull("ended_by"));
  }
}

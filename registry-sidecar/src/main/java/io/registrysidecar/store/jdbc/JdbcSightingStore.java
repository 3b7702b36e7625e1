package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.Sighting;
import io.registrysidecar.store.SightingStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sightings in SQL. */
final class JdbcSightingStore implements SightingStore {

  private final Database database;

  JdbcSightingStore(Database database) {
    this.database = database;
  }

  @Override
  public Map<Sighting, Instant> seen(
      String registry, RepositoryName repository, Collection<Sighting> found, Instant at) {
    Map<Sighting, Instant> known = of(registry, repository, found);
    Set<Sighting> fresh = new LinkedHashSet<>(found);
    fresh.removeAll(known.keySet());
    if (fresh.isEmpty()) {
      return known; // most scans find nothing new, and need not wait for their turn to write
    }
    return database.write(
        "note what was found",
        session -> {
          session.update(
              "INSERT INTO sighted_repository (registry, repository) VALUES (?, ?)"
                  + " ON CONFLICT (registry, repository) DO NOTHING",
              registry,
              repository);
          long id = id(session, registry, repository).orElseThrow();
          session.updateEach(
              "INSERT INTO sighting (repository_id, package, problem, at) VALUES (?, ?, ?, ?)"
                  + " ON CONFLICT (repository_id, package, problem) DO NOTHING",
              fresh.stream()
                  .map(each -> new @Nullable Object[] {id, each.packageName(), each.problem(), at})
                  .toList());
          return of(session, id, found);
        });
  }

  @Override
  public Map<Sighting, Instant> of(
      String registry, RepositoryName repository, Collection<Sighting> found) {
    return database.read(
        "read what was found",
        session -> {
          Optional<Long> id = id(session, registry, repository);
          return id.isEmpty() ? Map.of() : of(session, id.get(), found);
        });
  }

  @Override
  public int prune() {
    return database.write(
        "forget what was found",
        session ->
            session.update(
                """
                DELETE FROM sighted_repository WHERE NOT EXISTS (
                  SELECT 1 FROM image WHERE image.registry = sighted_repository.registry
                  AND image.repository = sighted_repository.repository AND image.deleted_at IS NULL)
                """));
  }

  private static Optional<Long> id(Session session, String registry, RepositoryName repository)
      throws SQLException {
    return session.first(
        "SELECT id FROM sighted_repository WHERE registry = ? AND repository = ?",
        row -> row.number("id"),
        registry,
        repository);
  }

  private static Map<Sighting, Instant> of(Session session, long id, Collection<Sighting> found)
      throws SQLException {
    Map<Sighting, Instant> known = new HashMap<>();
    for (Sighting each : found) {
      List<Instant> at =
          session.list(
              "SELECT at FROM sighting WHERE repository_id = ? AND package = ? AND problem = ?",
              row -> row.instant("at"),
              id,
              each.packageName(),
              each.problem());
      if (!at.isEmpty()) {
        known.put(each, at.getFirst());
      }
    }
    return Map.copyOf(known);
  }
}

package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings a database to today's schema, all steps in one transaction: either the old schema or the
 * new one, never something between.
 */
final class Migrator {

  private final Path file;
  private final Migration.Dialect dialect;
  private final List<Migration> known;

  Migrator(Path file, Migration.Dialect dialect, List<Migration> known) {
    this.file = file;
    this.dialect = dialect;
    this.known = known;
  }

  void migrate(Database database, Instant now) {
    database.write(
        "bring the state to today's schema",
        session -> {
          Map<Integer, String> applied = applied(session);
          check(applied);
          for (Migration migration : known) {
            if (!applied.containsKey(migration.version())) {
              apply(session, migration, now);
            }
          }
          return applied.size();
        });
  }

  private static Map<Integer, String> applied(Session session) throws SQLException {
    session.update(
        """
        CREATE TABLE IF NOT EXISTS schema_migration (
          version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)
        """);
    return session
        .list(
            "SELECT version, checksum FROM schema_migration",
            row -> Map.entry(row.count("version"), row.text("checksum")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void check(Map<Integer, String> applied) {
    int newest = applied.keySet().stream().mapToInt(v -> v).max().orElse(0);
    if (newest > known.size()) {
      throw new StoreException(new StoreFailure.NewerSchema(file, newest, known.size()), null);
    }
    for (Migration migration : known) {
      String checksum = applied.get(migration.version());
      if (checksum != null && !checksum.equals(migration.checksum())) {
        throw new StoreException(
            new StoreFailure.AlteredMigration(file, migration.version()), null);
      }
    }
  }

  private void apply(Session session, Migration migration, Instant now) throws SQLException {
    for (String statement : migration.statements(dialect)) {
      session.update(statement);
    }
    session.update(
        "INSERT INTO schema_migration (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
        migration.version(),
        migration.name(),
        migration.checksum(),
        now);
  }
}

package io.registrysidecar.store.jdbc;

import static io.registrysidecar.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratorTest {

  private static final Migration FIRST =
      new Migration(1, "001-a.sql", "-- a comment; with a semicolon\nCREATE TABLE a (x TEXT);\n");
  private static final Migration SECOND =
      new Migration(2, "002-b.sql", "CREATE TABLE b (x TEXT);\nCREATE INDEX b_x ON b (x);\n");
  private static final Migration BROKEN =
      new Migration(2, "002-b.sql", "CREATE TABLE b (x TEXT);\nCREATE NONSENSE;\n");

  @TempDir Path directory;
  private SqliteDatabase database;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(directory.resolve("state.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void stepsAreAppliedOnceAndInOrder() {
    migrate(FIRST);
    migrate(FIRST, SECOND);
    migrate(FIRST, SECOND);

    assertThat(tables()).contains("a", "b");
    List<String> applied =
        database.read(
            "read",
            session ->
                session.list(
                    "SELECT name FROM schema_migration ORDER BY version", row -> row.text("name")));
    assertThat(applied).containsExactly("001-a.sql", "002-b.sql");
  }

  @Test
  void aStepThatFailsLeavesNothingBehind() {
    migrate(FIRST);

    assertThatThrownBy(() -> migrate(FIRST, BROKEN)).isInstanceOf(StoreException.class);
    assertThat(tables()).contains("a").doesNotContain("b");
    migrate(FIRST, SECOND);
    assertThat(tables()).contains("b");
  }

  @Test
  void aNewerSchemaIsRefused() {
    migrate(FIRST, SECOND);

    assertThatThrownBy(() -> migrate(FIRST))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("schema version 2, this program knows versions up to 1")
        .extracting(e -> ((StoreException) e).failure())
        .isInstanceOf(StoreFailure.NewerSchema.class);
  }

  @Test
  void anAlteredStepIsRefused() {
    migrate(FIRST);

    assertThatThrownBy(() -> migrate(new Migration(1, "001-a.sql", "CREATE TABLE z (x TEXT);")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("migration 1");
  }

  @Test
  void theStepsOfThisProgramAreNumberedWithoutGap() {
    assertThat(Migrations.all())
        .allSatisfy(migration ->
            assertThat(migration.name())
                .startsWith("%03d-".formatted(migration.version()))
                .endsWith(".sql"));
  }

  private void migrate(Migration... known) {
    new Migrator(database.file(), Migration.Dialect.SQLITE, List.of(known)).migrate(database, NOON);
  }

  private List<String> tables() {
    return database.read(
        "read",
        session ->
            session.list(
                "SELECT name FROM sqlite_master WHERE type = 'table'", row -> row.text("name")));
  }
}

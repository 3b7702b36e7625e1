package io.registrysidecar.advisory.db;

import static io.registrysidecar.advisory.Osv.osv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database in force while its file is replaced. */
final class AdvisoryDatabasesTest {

  @TempDir Path dir;

  @Test
  void theFileIsFollowed() throws IOException {
    Path file = dir.resolve("advisories.db");
    AdvisoryDatabases databases = new AdvisoryDatabases(file);
    assertThat(databases.current()).isEmpty();

    Databases.build(file, osv("A-1").affects("npm", "a").from("0"));
    AdvisoryDatabase first = databases.current().orElseThrow();
    assertThat(first.info().records()).isEqualTo(1);
    assertThat(databases.current()).containsSame(first);

    Databases.build(file, osv("A-1"), osv("A-2"));
    assertThat(databases.current().orElseThrow().info().records()).isEqualTo(2);
    assertThat(first.affected("npm", "a")).as("whoever still has the old one").hasSize(1);

    Files.delete(file);
    assertThat(databases.current()).isEmpty();
  }

  @Test
  void aFileThatCannotBeUsedIsSaidSoUntilAGoodOneReplacesIt() throws IOException {
    Path file = Files.writeString(dir.resolve("advisories.db"), "something else");
    AdvisoryDatabases databases = new AdvisoryDatabases(file);

    assertThatExceptionOfType(UnusableDatabase.class).isThrownBy(databases::current);
    Databases.build(file, osv("A-1"));
    assertThat(databases.current()).isPresent();
  }

  @Test
  void readersAreNotDisturbedByReplacements() throws Exception {
    Path file = dir.resolve("advisories.db");
    Databases.build(file, osv("A-0").affects("npm", "a").from("0"));
    AdvisoryDatabases databases = new AdvisoryDatabases(file);
    AtomicBoolean done = new AtomicBoolean();
    List<Future<Integer>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < 3; i++) {
        readers.add(
            threads.submit(() -> {
              int lookups = 0;
              while (!done.get()) {
                AdvisoryDatabase database = databases.current().orElseThrow();
                AffectedRow row = database.affected("npm", "a").getFirst();
                assertThat(database.advisory(row).id()).startsWith("A-");
                lookups++;
              }
              return lookups;
            }));
      }
      for (int i = 1; i <= 30; i++) {
        Databases.build(file, osv("A-" + i).affects("npm", "a").from("0"));
      }
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
    assertThat(databases.current().orElseThrow().advisory("A-30")).isPresent();
  }
}

package io.registrysidecar.store.jdbc;

import static io.registrysidecar.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {

  @TempDir Path directory;

  @Test
  void aCommitIsOnDiskBeforeItReturns() {
    try (SqliteStore store = open()) {
      assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(store, "synchronous")).as("2 is FULL").isEqualTo("2");
      assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
    Path file = directory.resolve("state.db");
    Files.writeString(
        file, "this is not a database, but it is long enough to be read as one\n".repeat(99));
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("state.db is damaged")
        .extracting(e -> ((StoreException) e).failure())
        .isInstanceOf(StoreFailure.Corrupt.class);
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void damagedPagesAreReportedAsDamage() throws IOException {
    try (SqliteStore store = open()) {
      store.inbox().append(events(0, 2000));
    }
    try (var file = new RandomAccessFile(directory.resolve("state.db").toFile(), "rw")) {
      for (long page = 40; page * 4096 < file.length(); page++) {
        file.seek(page * 4096);
        file.write(new byte[4096]);
      }
    }

    assertThatThrownBy(
            () -> {
              try (SqliteStore store = open()) {
                store.inbox().undispatched(5000);
              }
            })
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).failure())
        .isInstanceOf(StoreFailure.Corrupt.class);
  }

  @Test
  void aFullDiskIsSaidAndNothingThatWasAcceptedIsLost() {
    try (SqliteStore store = open()) {
      store.inbox().append(events(0, 10));
      run(store, "PRAGMA max_page_count = 90");

      assertThatThrownBy(() -> store.inbox().append(events(10, 10_000)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("disk")
          .extracting(e -> ((StoreException) e).failure())
          .isInstanceOf(StoreFailure.DiskFull.class);
      assertThat(store.inbox().backlog()).as("all of a batch or nothing").isEqualTo(10);

      run(store, "PRAGMA max_page_count = 1000000");
      store.inbox().append(events(10, 20));
      assertThat(store.inbox().backlog()).isEqualTo(20);
    }
  }

  @Test
  void aStateDirectoryThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> SqliteStore.open(file, NOON))
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).failure())
        .isInstanceOf(StoreFailure.Unusable.class);
  }

  @Test
  void manyThreadsMayWriteAtOnce() throws Exception {
    try (SqliteStore store = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes =
          IntStream.range(0, 50)
              .mapToObj(i ->
                  CompletableFuture.runAsync(
                      () -> store.inbox().append(events(i * 10, i * 10 + 10)), threads))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(writes).get();

      assertThat(store.inbox().backlog()).isEqualTo(500);
    }
  }

  @Test
  void whoBorrowsTheWritingConnectionKeepsOthersFromWritingUntilItIsGivenBack() throws Exception {
    try (SqliteStore store = open()) {
      DataSource lent = store.dataSource();
      var entered = new CountDownLatch(1);
      CompletableFuture<Integer> other;
      try (Connection connection = lent.getConnection()) {
        assertThat(connection.isClosed()).isFalse();
        other =
            CompletableFuture.supplyAsync(() -> {
              entered.countDown();
              return store.inbox().append(events(0, 1));
            });
        entered.await();
        assertThat(store.inbox().backlog()).isZero();
        assertThat(other).isNotDone();
      }
      assertThat(other.get()).isEqualTo(1);
    }
  }

  @Test
  void aTransactionWithinATransactionIsAMistakeThatIsSaid() {
    try (SqliteStore store = open()) {
      assertThatThrownBy(
              () -> store.database().write("outer", session -> store.inbox().append(events(0, 1))))
          .isInstanceOf(IllegalStateException.class);
      assertThat(store.inbox().backlog()).isZero();
    }
  }

  @Test
  void twoProcessesMayWriteInTurn() {
    try (SqliteStore service = open();
        SqliteStore command = open()) {
      service.inbox().append(events(0, 1));
      command.inbox().append(events(1, 2));
      service.inbox().append(events(2, 3));

      assertThat(command.inbox().backlog()).isEqualTo(3);
    }
  }

  @Test
  void onlyOneServiceAtATime() {
    try (StateLock held = StateLock.take(directory)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> StateLock.take(directory))
          .isInstanceOf(StoreException.class)
          .extracting(e -> ((StoreException) e).failure())
          .isEqualTo(new StoreFailure.InUse(directory));
    }
    StateLock.take(directory).close();
  }

  private SqliteStore open() {
    return SqliteStore.open(directory, NOON);
  }

  private static List<Inbox.Arrival> events(int from, int to) {
    return IntStream.range(from, to)
        .<Inbox.Arrival>mapToObj(i -> new Inbox.Event("main", "event " + i, NOON, "x".repeat(200)))
        .toList();
  }

  private static String pragma(SqliteStore store, String name) {
    return store
        .database()
        .write("read", session -> session.only("PRAGMA " + name, row -> row.text(name)));
  }

  private static void run(SqliteStore store, String sql) {
    try (Connection connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}

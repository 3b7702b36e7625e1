package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/*
 * Who may touch what
 *
 * SQLite lets one connection write at a time, in the whole machine. Within this process there is exactly one connection that
 * writes; a fair lock hands it from thread to thread, so nobody waits by sleeping and nobody waits for ever. db-scheduler
 * gets the same connection through dataSource(), so its writes queue with ours. Other processes (the jobs command) are waited
 * for by SQLite's busy timeout; BEGIN IMMEDIATE takes the write lock first thing, so a transaction never fails half way because
 * somebody else was faster.
 *
 * Reads have connections of their own, which see the last commit (WAL) and never wait for the writer.
 *
 * The lock and the permits are taken uninterruptibly: a thread that is told to stop must still be able to give its job back.
 *
 * A crash between any two lines leaves what was committed (synchronous=FULL: each commit is on disk before it returns) and
 * nothing of what was not; SQLite replays the log at the next start.
 */
/** A SQLite database file. */
final class SqliteDatabase implements Database, AutoCloseable {

  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 30_000;
  private static final int LOG_BYTES = 64 << 20;

  /**
   * Of each connection, outside the heap; negative means kibibytes. The system keeps the file in
   * memory as well, once for all of them.
   */
  private static final int CACHE = -2000;

  private final Path file;
  private final SqliteFailures failures;
  private final SQLiteDataSource connections;
  private final Connection writer;
  private final StatementCache writerStatements;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final Semaphore reading = new Semaphore(READERS, true);
  private final BlockingQueue<StatementCache> idleReaders = new LinkedBlockingQueue<>();

  private SqliteDatabase(Path file) throws SQLException {
    this.file = file;
    this.failures = new SqliteFailures(file);
    this.connections = connections(file);
    this.writer = connections.getConnection();
    this.writerStatements = new StatementCache(writer);
  }

  /** Opens a file, which is created when it does not exist. */
  static SqliteDatabase open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new SqliteDatabase(file);
    } catch (IOException e) {
      throw new StoreException(
          new StoreFailure.Unusable(file, "create the state directory", e.toString()), e);
    } catch (SQLException e) {
      throw new SqliteFailures(file).of("open the state", e);
    }
  }

  private static SQLiteDataSource connections(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalSizeLimit(LOG_BYTES);
    config.setCacheSize(CACHE);
    config.enforceForeignKeys(true);
    // Statements say themselves what they return; otherwise each INSERT is followed by a query.
    config.setGetGeneratedKeys(false);
    SQLiteDataSource connections = new SQLiteDataSource(config);
    connections.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return connections;
  }

  @Override
  public <T> T read(String action, Work<T> work) {
    reading.acquireUninterruptibly();
    try {
      StatementCache reader = idleReaders.poll();
      if (reader == null) {
        reader = new StatementCache(connections.getConnection());
      }
      try {
        return work.run(new Session(reader));
      } finally {
        idleReaders.add(reader);
      }
    } catch (SQLException e) {
      throw failures.of(action, e);
    } finally {
      reading.release();
    }
  }

  @Override
  public <T> T write(String action, Work<T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException(action + ": within another transaction of this thread");
    }
    writing.lock();
    try {
      run("BEGIN IMMEDIATE");
      return commit(work);
    } catch (SQLException e) {
      throw failures.of(action, e);
    } finally {
      writing.unlock();
    }
  }

  private <T> T commit(Work<T> work) throws SQLException {
    boolean committed = false;
    try {
      T result = work.run(new Session(writerStatements));
      run("COMMIT");
      committed = true;
      return result;
    } finally {
      if (!committed) {
        rollback();
      }
    }
  }

  /**
   * SQLite itself has rolled back after some errors, such as a full disk; then there is nothing
   * left to do.
   */
  private void rollback() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      if (e.getMessage() == null || !e.getMessage().contains("no transaction is active")) {
        throw e;
      }
    }
  }

  /** Runs a statement that every transaction needs. */
  private void run(String sql) throws SQLException {
    boolean _ = writerStatements.run(sql, PreparedStatement::execute);
  }

  /** Runs one statement on the writing connection. */
  void execute(String sql) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * The writing connection, for a library that brings its own SQL: each {@code getConnection} waits
   * for its turn.
   */
  DataSource dataSource() {
    return new LentConnections(writing, writer);
  }

  /** Where the data are. */
  Path file() {
    return file;
  }

  /** Moves the log into the file and closes. Whoever reads or writes is waited for. */
  @Override
  public void close() {
    writing.lock();
    try {
      reading.acquireUninterruptibly(READERS);
      for (StatementCache reader : idleReaders) {
        reader.close();
      }
      execute("PRAGMA optimize");
      execute("PRAGMA wal_checkpoint(TRUNCATE)");
      writerStatements.close();
    } catch (SQLException e) {
      throw failures.of("close the state", e);
    } finally {
      writing.unlock();
    }
  }

  /** Runs {@code opened} and closes the database when that fails. */
  <T> T orClose(Supplier<T> opened) {
    try {
      return opened.get();
    } catch (StoreException e) {
      try {
        close();
      } catch (StoreException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }
}

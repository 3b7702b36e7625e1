package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.AuditLog;
import io.registrysidecar.store.ComponentStore;
import io.registrysidecar.store.FindingStore;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.InventoryStore;
import io.registrysidecar.store.JobStore;
import io.registrysidecar.store.LayerEvidenceStore;
import io.registrysidecar.store.PublicationStore;
import io.registrysidecar.store.ScanStore;
import io.registrysidecar.store.SightingStore;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.VexStore;
import java.nio.file.Path;
import java.time.Instant;
import javax.sql.DataSource;
import org.sqlite.SQLiteJDBCLoader;

/** The state in one SQLite file. */
public final class SqliteStore implements Store {

  private static final String FILE = "state.db";

  private final SqliteDatabase database;

  private SqliteStore(SqliteDatabase database) {
    this.database = database;
  }

  /**
   * Opens the state in a directory, which is created when it does not exist, and brings it to
   * today's schema.
   *
   * @throws io.registrysidecar.store.StoreException when that is not possible; the failure says why
   */
  public static SqliteStore open(Path directory, Instant now) {
    SqliteDatabase database = SqliteDatabase.open(directory.resolve(FILE));
    return database.orClose(() -> {
      new Migrator(database.file(), Migration.Dialect.SQLITE, Migrations.all())
          .migrate(database, now);
      return new SqliteStore(database);
    });
  }

  /**
   * Loads SQLite itself, at most once, which the first database that is opened does otherwise.
   *
   * @return whether it is loaded; if not, whoever opens a database is told why
   */
  public static boolean loadLibrary() {
    try {
      return SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      return false;
    }
  }

  /** For a library that brings its own SQL, such as the job scheduler. */
  public DataSource dataSource() {
    return database.dataSource();
  }

  /** What is below, for tests that look there. */
  SqliteDatabase database() {
    return database;
  }

  @Override
  public Inbox inbox() {
    return new JdbcInbox(database);
  }

  @Override
  public LayerEvidenceStore layerEvidence() {
    return new JdbcLayerEvidenceStore(database);
  }

  @Override
  public ImageStore images() {
    return new JdbcImageStore(database);
  }

  @Override
  public InventoryStore inventories() {
    return new JdbcInventoryStore(database);
  }

  @Override
  public ComponentStore components() {
    return new JdbcComponentStore(database);
  }

  @Override
  public FindingStore findings() {
    return new JdbcFindingStore(database);
  }

  @Override
  public SightingStore sightings() {
    return new JdbcSightingStore(database);
  }

  @Override
  public PublicationStore publications() {
    return new JdbcPublicationStore(database);
  }

  @Override
  public AuditLog audit() {
    return new JdbcAuditLog(database);
  }

  @Override
  public VexStore vex() {
    return new JdbcVexStore(database);
  }

  @Override
  public ScanStore scans() {
    return new JdbcScanStore(database);
  }

  @Override
  public JobStore jobs() {
    return new JdbcJobStore(database);
  }

  @Override
  public void close() {
    database.close();
  }
}

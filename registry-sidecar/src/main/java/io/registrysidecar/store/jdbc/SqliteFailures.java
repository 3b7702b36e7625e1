package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in the operator's words what SQLite reports. */
final class SqliteFailures {

  private final Path file;

  SqliteFailures(Path file) {
    this.file = file;
  }

  StoreException of(String action, SQLException cause) {
    return new StoreException(failure(action, cause), cause);
  }

  private StoreFailure failure(String action, SQLException cause) {
    SQLiteErrorCode code =
        cause instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.SQLITE_ERROR;
    return switch (code) {
      case SQLITE_FULL, SQLITE_IOERR_SHMSIZE -> new StoreFailure.DiskFull(file, action);
      case SQLITE_CORRUPT,
          SQLITE_CORRUPT_INDEX,
          SQLITE_CORRUPT_SEQUENCE,
          SQLITE_CORRUPT_VTAB,
          SQLITE_NOTADB ->
          new StoreFailure.Corrupt(file, action, code.message);
      case SQLITE_BUSY,
          SQLITE_BUSY_RECOVERY,
          SQLITE_BUSY_SNAPSHOT,
          SQLITE_BUSY_TIMEOUT,
          SQLITE_LOCKED ->
          new StoreFailure.Busy(file, action);
      default -> new StoreFailure.Unusable(file, action, describe(cause));
    };
  }

  private static String describe(SQLException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}

package io.registrysidecar.store.jdbc;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.RepositoryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The current row of a query's result, read by column name. */
final class Row {

  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  String text(String column) throws SQLException {
    String text = result.getString(column);
    return text == null ? "" : text;
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return result.getString(column);
  }

  long number(String column) throws SQLException {
    return result.getLong(column);
  }

  int count(String column) throws SQLException {
    return result.getInt(column);
  }

  boolean truth(String column) throws SQLException {
    return result.getBoolean(column);
  }

  byte[] bytes(String column) throws SQLException {
    byte[] bytes = result.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }

  Instant instant(String column) throws SQLException {
    return Instant.ofEpochMilli(result.getLong(column));
  }

  @Nullable Instant instantOrNull(String column) throws SQLException {
    long millis = result.getLong(column);
    return result.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  RepositoryName repository() throws SQLException {
    return new RepositoryName(text("repository"));
  }

  Digest digest(String column) throws SQLException {
    return parse(text(column));
  }

  @Nullable Digest digestOrNull(String column) throws SQLException {
    String text = result.getString(column);
    return text == null ? null : parse(text);
  }

  private static Digest parse(String text) throws SQLException {
    try {
      return Digest.parse(text);
    } catch (MalformedReference e) {
      throw new SQLException("a stored digest cannot be read", e);
    }
  }
}

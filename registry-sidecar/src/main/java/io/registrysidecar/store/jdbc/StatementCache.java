package io.registrysidecar.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;

/**
 * A connection and its prepared statements, the least recently used of which are closed. Preparing
 * costs several times as much as running most of them.
 */
final class StatementCache implements AutoCloseable {

  private static final int MOST = 100;

  private final Connection connection;
  private final LinkedHashMap<String, PreparedStatement> statements =
      new LinkedHashMap<>(16, 0.75f, true);

  StatementCache(Connection connection) {
    this.connection = connection;
  }

  /**
   * Runs some SQL. A statement that failed is not used again, because it may be stuck where it
   * failed.
   */
  <T> T run(String sql, Use<T> use) throws SQLException {
    PreparedStatement statement = prepare(sql);
    boolean done = false;
    try {
      T result = use.run(statement);
      done = true;
      return result;
    } finally {
      if (!done) {
        statements.remove(sql);
        statement.close();
      }
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement cached = statements.get(sql);
    if (cached != null) {
      return cached;
    }
    PreparedStatement fresh = connection.prepareStatement(sql);
    statements.put(sql, fresh);
    if (statements.size() > MOST) {
      statements.pollFirstEntry().getValue().close();
    }
    return fresh;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    statements.clear();
    connection.close();
  }

  /** What is done with a statement, which is not closed by whoever does it. */
  @FunctionalInterface
  interface Use<T> {
    T run(PreparedStatement statement) throws SQLException;
  }
}

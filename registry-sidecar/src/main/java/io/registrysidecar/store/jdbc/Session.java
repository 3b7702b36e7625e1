package io.registrysidecar.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL statements within one transaction. Instants go in and out as milliseconds since 1970. */
final class Session {

  private final StatementCache statements;

  Session(StatementCache statements) {
    this.statements = statements;
  }

  /** Runs a statement that changes rows; gives how many. */
  int update(String sql, @Nullable Object... parameters) throws SQLException {
    return statements.run(
        sql,
        statement -> {
          bind(statement, parameters);
          return statement.executeUpdate();
        });
  }

  /** Runs one statement for each set of parameters; gives how many rows all of them changed. */
  int updateEach(String sql, List<@Nullable Object[]> parameterSets) throws SQLException {
    return statements.run(
        sql,
        statement -> {
          int changed = 0;
          for (@Nullable Object[] parameters : parameterSets) {
            bind(statement, parameters);
            changed += statement.executeUpdate();
          }
          return changed;
        });
  }

  /** All rows that a query gives. */
  <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    return statements.run(
        sql,
        statement -> {
          bind(statement, parameters);
          try (ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            List<T> rows = new ArrayList<>();
            while (result.next()) {
              rows.add(mapper.map(row));
            }
            return rows;
          }
        });
  }

  /** The first row that a query gives, if any. */
  <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    List<T> rows = list(sql, mapper, parameters);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  /**
   * The only row of a query that always gives one, such as a count or an {@code INSERT …
   * RETURNING}.
   */
  <T> T only(String sql, Mapper<T> mapper, @Nullable Object... parameters) throws SQLException {
    return list(sql, mapper, parameters).getFirst();
  }

  /** Whether a query gives any row. */
  boolean any(String sql, @Nullable Object... parameters) throws SQLException {
    return first(sql, row -> true, parameters).isPresent();
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      switch (parameter) {
        case null -> statement.setNull(i + 1, Types.NULL);
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Boolean truth -> statement.setBoolean(i + 1, truth);
        case Instant instant -> statement.setLong(i + 1, instant.toEpochMilli());
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        default -> statement.setString(i + 1, parameter.toString());
      }
    }
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Mapper<T> {
    T map(Row row) throws SQLException;
  }
}

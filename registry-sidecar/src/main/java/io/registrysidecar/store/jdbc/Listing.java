package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.Cursor;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query that is read a page at a time: a {@code SELECT} without {@code WHERE}, those conditions
 * that somebody asked for, and the order of a column that numbers its rows.
 *
 * <p>A page begins behind the last row of the one before, by that row's number, so rows that come
 * or go meanwhile shift nothing.
 */
final class Listing {

  private final StringBuilder sql;
  private final List<@Nullable Object> parameters = new ArrayList<>();

  Listing(String select) {
    this.sql = new StringBuilder(select).append(" WHERE TRUE");
  }

  /** Only rows of which the condition is true. */
  Listing where(String condition, @Nullable Object... values) {
    sql.append(" AND ").append(condition);
    for (Object value : values) {
      parameters.add(value);
    }
    return this;
  }

  /** Only rows of which the condition is true with this value; all of them where it is null. */
  Listing whereGiven(String condition, @Nullable Object value) {
    return value == null ? this : where(condition, value);
  }

  /** The page of rows in the order of that column. */
  <T> Page<T> ascending(Session session, String number, PageRequest page, Session.Mapper<T> mapper)
      throws SQLException {
    Cursor after = page.after();
    if (after != null) {
      where(number + " > ?", after.minor());
    }
    sql.append(" ORDER BY ").append(number);
    return page(session, page, row -> new Place<>(0, row.number(number), mapper.map(row)));
  }

  /** The page of rows against the order of that column. */
  <T> Page<T> descending(Session session, String number, PageRequest page, Session.Mapper<T> mapper)
      throws SQLException {
    Cursor after = page.after();
    if (after != null) {
      where(number + " < ?", after.minor());
    }
    sql.append(" ORDER BY ").append(number).append(" DESC");
    return page(session, page, row -> new Place<>(0, row.number(number), mapper.map(row)));
  }

  /** The page of rows against the order of a time, and of a number among those of one time. */
  <T> Page<T> latestFirst(
      Session session, String time, String number, PageRequest page, Session.Mapper<T> mapper)
      throws SQLException {
    Cursor after = page.after();
    if (after != null) {
      where("(%s, %s) < (?, ?)".formatted(time, number), after.major(), after.minor());
    }
    sql.append(" ORDER BY %s DESC, %s DESC".formatted(time, number));
    return page(
        session, page, row -> new Place<>(row.number(time), row.number(number), mapper.map(row)));
  }

  private <T> Page<T> page(Session session, PageRequest page, Session.Mapper<Place<T>> mapper)
      throws SQLException {
    sql.append(" LIMIT ?");
    parameters.add(page.limit() + 1);
    return Page.of(
            session.list(sql.toString(), mapper, parameters.toArray()),
            page.limit(),
            last -> new Cursor(last.major(), last.minor()))
        .map(Place::item);
  }

  /** A row's item, and where it is in the list. */
  private record Place<T>(long major, long minor, T item) {}
}

package io.registrysidecar.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list that may be long.
 *
 * @param items at most as many as were asked for
 * @param next where the following page begins, or null when this is the last
 */
public record Page<T>(List<T> items, @Nullable Cursor next) {

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * The page of {@code rows}, which were read with one more than {@code limit} to learn whether
   * there are more.
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursorOf) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, cursorOf.apply(items.getLast()));
  }

  /** The same page with other items. */
  public <R> Page<R> map(Function<T, R> function) {
    return new Page<>(items.stream().map(function).toList(), next);
  }
}

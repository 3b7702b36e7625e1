package io.registrysidecar.store;

import org.jspecify.annotations.Nullable;

/**
 * Which piece of a list is wanted.
 *
 * @param limit how many items, 1 to 1000
 * @param after where the previous page ended, or null for the first
 */
public record PageRequest(int limit, @Nullable Cursor after) {

  /** The most items that one page has. */
  public static final int LARGEST = 1000;

  /** Checks the limit. */
  public PageRequest {
    if (limit < 1 || limit > LARGEST) {
      throw new IllegalArgumentException("a page has 1 to " + LARGEST + " items, not " + limit);
    }
  }

  /** The first {@code limit} items. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, null);
  }
}

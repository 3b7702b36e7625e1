package io.registrysidecar.api;

import io.registrysidecar.store.Cursor;
import io.registrysidecar.store.MalformedCursor;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists come in pages: {@code limit} says how long, {@code after} where the page before ended. */
final class Paging {

  static final Set<String> PARAMETERS = Set.of("limit", "after");

  private static final int USUAL = 100;

  private Paging() {}

  /** Which page a call asks for. */
  static PageRequest requested(Call call) throws Problem {
    String limit = call.query().get("limit");
    String after = call.query().get("after");
    int items = USUAL;
    if (limit != null) {
      items = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
      if (items < 1 || items > PageRequest.LARGEST) {
        throw Problem.badRequest(
            "malformed-parameter",
            "limit=" + limit + " is not a number from 1 to " + PageRequest.LARGEST);
      }
    }
    try {
      return new PageRequest(items, after == null ? null : Cursor.parse(after));
    } catch (MalformedCursor _) {
      throw Problem.badRequest(
          "malformed-parameter",
          "after="
              + after
              + " is not what next of a page said; leave it out to begin at the start");
    }
  }

  /** The page as JSON: its items, and where the next one begins. */
  static <T> Answer answer(Page<T> page, Function<T, ?> view) {
    return Answer.json(document(page, view));
  }

  /** The members of the page's document, to which others may be added. */
  static <T> Map<String, @Nullable Object> document(Page<T> page, Function<T, ?> view) {
    List<?> items = page.items().stream().map(view).toList();
    @Nullable Cursor next = page.next();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("items", items);
    document.put("next", next == null ? null : next.toString());
    return document;
  }
}

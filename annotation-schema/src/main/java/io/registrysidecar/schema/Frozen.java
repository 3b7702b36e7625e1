package io.registrysidecar.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deep, unmodifiable copies of JSON objects whose members this version does not define. */
final class Frozen {

  private Frozen() {}

  static List<Map<String, Object>> objects(List<Map<String, Object>> objects) {
    return objects.stream().map(Frozen::object).toList();
  }

  static Map<String, Object> object(Map<String, Object> object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach((name, value) -> copy.put(name, value(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> object -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        object.forEach((name, member) -> copy.put(String.valueOf(name), value(member)));
        yield Collections.unmodifiableMap(copy);
      }
      case List<?> array -> {
        List<@Nullable Object> copy = new ArrayList<>();
        array.forEach(element -> copy.add(value(element)));
        yield Collections.unmodifiableList(copy);
      }
      case null, default -> value;
    };
  }
}

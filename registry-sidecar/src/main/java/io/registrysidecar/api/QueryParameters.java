package io.registrysidecar.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the parameters of a query: those that the route knows, each once. */
final class QueryParameters {

  private QueryParameters() {}

  static Map<String, String> read(HttpServerRequest request, Set<String> known) throws Problem {
    Map<String, String> parameters = new HashMap<>();
    for (String name : request.params().names()) {
      if (!known.contains(name)) {
        throw Problem.badRequest(
            "unknown-parameter",
            "unknown query parameter "
                + name
                + "; "
                + (known.isEmpty() ? "this path takes none" : "known: " + list(known)));
      }
      List<String> values = request.params().getAll(name);
      if (values.size() != 1) {
        throw Problem.badRequest("repeated-parameter", "query parameter " + name + " is repeated");
      }
      parameters.put(name, values.getFirst());
    }
    return parameters;
  }

  private static String list(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}

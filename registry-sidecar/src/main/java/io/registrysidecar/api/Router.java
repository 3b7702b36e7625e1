package io.registrysidecar.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a request. */
final class Router {

  private final List<Route> routes;

  Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * The route for a method and a decoded path.
   *
   * @throws Problem 404 when no route has this path, 405 when none has it with this method
   */
  Match find(String method, String path) throws Problem {
    String wanted = method.equals("HEAD") ? "GET" : method;
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.path().match(path);
      if (parameters.isPresent()) {
        if (route.method().equals(wanted)) {
          return new Match(route, parameters.get());
        }
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      throw Problem.notFound("no such path; GET /openapi.yaml describes all there are");
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    throw Problem.methodNotAllowed(method, String.join(", ", allowed));
  }

  /**
   * A route and the values of its path's parameters.
   *
   * @param route the route
   * @param parameters by name
   */
  record Match(Route route, Map<String, String> parameters) {}
}

package io.registrysidecar.api;

import java.util.Set;

/**
 * One method of one path.
 *
 * @param method the HTTP method in upper case; {@code GET} answers {@code HEAD} too
 * @param path which paths
 * @param access who may use it
 * @param body what the request may carry
 * @param parameters the parameters that its query may have
 * @param endpoint what answers
 */
public record Route(
    String method,
    PathPattern path,
    Access access,
    Body body,
    Set<String> parameters,
    Endpoint endpoint) {

  /** Copies the parameters. */
  public Route {
    parameters = Set.copyOf(parameters);
  }

  /** A way to read something, for users of the API. */
  public static Route get(String path, Set<String> parameters, Endpoint endpoint) {
    return new Route("GET", new PathPattern(path), Access.USERS, Body.NONE, parameters, endpoint);
  }

  /** The same route for everybody. */
  public Route open() {
    return new Route(method, path, Access.ANYBODY, body, parameters, endpoint);
  }

  /** Who may use a route. */
  public enum Access {
    /** Whoever can connect; or the endpoint checks credentials of its own. */
    ANYBODY,
    /** Those who show a token of the API, if any are configured. */
    USERS
  }

  /**
   * What a request may carry.
   *
   * @param limit the most bytes
   * @param json whether it must be declared as JSON
   */
  public record Body(int limit, boolean json) {

    /** Nothing. */
    public static final Body NONE = new Body(0, false);
  }
}

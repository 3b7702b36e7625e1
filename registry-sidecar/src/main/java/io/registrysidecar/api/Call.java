package io.registrysidecar.api;

import java.util.Map;

/**
 * One request, as an endpoint sees it.
 *
 * @param path the values of the path's parameters, by name
 * @param query the query's parameters, each at most once
 * @param headers header names in lower case and their first values
 * @param body the whole body, within the limit of the route; empty when there was none
 * @param user whose token was shown, for records of who did what
 */
@SuppressWarnings("ArrayRecordComponent")
public record Call(
    Map<String, String> path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    String user) {

  /** Copies the maps. */
  public Call {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A parameter of the path; the route has it by its name. */
  public String inPath(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path has no parameter " + name);
    }
    return value;
  }
}

package io.registrysidecar.demo;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request to the embedded registry.
 *
 * @param method the method, in upper case
 * @param path the decoded path
 * @param query names to values, decoded; the last value counts
 * @param headers names in lower case to values
 * @param body the body; empty for none. Not to be modified
 * @param peer where it came from, for events
 */
@SuppressWarnings("ArrayRecordComponent")
public record RegistryRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    String peer) {

  /** Copies the maps, header names in lower case. */
  public RegistryRequest {
    query = Map.copyOf(query);
    Map<String, String> copy = new TreeMap<>();
    headers.forEach((name, value) -> copy.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(copy);
  }

  /** A header, named in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A query parameter. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** Whether only reading is asked for. */
  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}

package io.registrysidecar.oci.client.http;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, small enough to be sent again. Its text form shows no header, no query and no
 * body: they may hold secrets.
 *
 * @param method the method
 * @param uri the absolute target
 * @param headers names in lower case to values
 * @param body the body, or null for none. Not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(
    Method method, URI uri, Map<String, String> headers, byte @Nullable [] body) {

  /** The methods that registries know. */
  public enum Method {
    /** Reads. */
    GET,
    /** Reads the head only. */
    HEAD,
    /** Starts an upload, or asks for a token. */
    POST,
    /** Stores. */
    PUT,
    /** Removes. */
    DELETE;

    /** Whether any redirect may be followed with the same method. */
    boolean isSafe() {
      return this == GET || this == HEAD;
    }
  }

  /** Copies the headers, their names in lower case. */
  public HttpCall {
    Map<String, String> copy = new TreeMap<>();
    headers.forEach((name, value) -> copy.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(copy);
  }

  /** A request without headers and body. */
  public static HttpCall of(Method method, URI uri) {
    return new HttpCall(method, uri, Map.of(), null);
  }

  /** This request with one header set. */
  public HttpCall with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.put(name.toLowerCase(Locale.ROOT), value);
    return new HttpCall(method, uri, changed, body);
  }

  /** This request without a header. */
  public HttpCall without(String name) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.remove(name.toLowerCase(Locale.ROOT));
    return new HttpCall(method, uri, changed, body);
  }

  /** This request with a body. */
  public HttpCall with(byte[] content) {
    return new HttpCall(method, uri, headers, content);
  }

  /** This request sent elsewhere. */
  public HttpCall to(URI target) {
    return new HttpCall(method, target, headers, body);
  }

  @Override
  public String toString() {
    return method + " " + Locations.shown(uri);
  }
}

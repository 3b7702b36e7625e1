package io.registrysidecar.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer of the embedded registry.
 *
 * @param status the status code
 * @param headers names to values
 * @param body the body, as a GET would have it. Not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record RegistryAnswer(int status, Map<String, String> headers, byte[] body) {

  private static final byte[] NO_BODY = {};

  /** Copies the headers. */
  public RegistryAnswer {
    headers = Map.copyOf(headers);
  }

  /** An answer without headers and body. */
  public static RegistryAnswer of(int status) {
    return new RegistryAnswer(status, Map.of(), NO_BODY);
  }

  /** An answer with content. */
  public static RegistryAnswer of(int status, String contentType, byte[] body) {
    return new RegistryAnswer(status, Map.of("content-type", contentType), body);
  }

  /** An answer with a JSON document. */
  public static RegistryAnswer json(int status, JsonNode document) {
    return of(status, "application/json", BoundedJson.write(document));
  }

  /** An error as the distribution specification writes it. */
  public static RegistryAnswer error(int status, String code, String message) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putArray("errors").addObject().put("code", code).put("message", message);
    return json(status, document);
  }

  /** This answer with one header set. */
  public RegistryAnswer with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.put(name, value);
    return new RegistryAnswer(status, changed, body);
  }

  /** This answer without one header. */
  public RegistryAnswer without(String name) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.remove(name);
    return new RegistryAnswer(status, changed, body);
  }

  /** Sends this answer. */
  public void writeTo(RegistryRequest request, HttpServerResponse response) {
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
    response.putHeader("content-length", Integer.toString(body.length));
    if (request.method().equals("HEAD")) {
      response.end();
    } else {
      response.end(Buffer.buffer(body));
    }
  }
}

package io.registrysidecar.api;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status
 * @param headers header names in lower case and their values
 * @param body the whole body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, Map<String, String> headers, byte[] body) {

  /** Copies the headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** 200 with a JSON document that is written from {@code value}. */
  public static Answer json(Object value) {
    return json(200, Json.write(value));
  }

  /** A JSON document. */
  public static Answer json(int status, byte[] document) {
    return new Answer(status, Map.of("content-type", "application/json"), document);
  }

  /** 200 with a text of some type. */
  public static Answer text(String contentType, String text) {
    return new Answer(
        200, Map.of("content-type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }

  /** No content, such as 202 for what was taken in. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  /** The same with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}

package io.registrysidecar.intake;

import java.util.Map;
import java.util.Optional;

/**
 * A notification as it came over HTTP.
 *
 * @param source the name of the source that it claims to be from
 * @param headers header names in lower case and their values
 * @param body the whole body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Delivery(String source, Map<String, String> headers, byte[] body) {

  /** Copies the headers. */
  public Delivery {
    headers = Map.copyOf(headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The media type of the body without parameters, in lower case; empty when there is none. */
  String contentType() {
    String type = headers.getOrDefault("content-type", "");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon))
        .strip()
        .toLowerCase(java.util.Locale.ROOT);
  }
}

package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads one notification format. Pure: it neither asks nor remembers anything, and knows nothing of
 * what the events are for.
 */
interface EventDecoder {

  /** The format's name, as configured. */
  String format();

  /** The most bytes that a body of this format has. */
  int largestBody();

  /** Whether a delivery looks like this format; asked only when no format is configured. */
  boolean recognises(Delivery delivery, JsonNode body);

  /**
   * Reads a delivery.
   *
   * @throws UnreadableEvent if nothing of it can be read
   */
  Decoded decode(Delivery delivery, JsonNode body) throws UnreadableEvent;
}

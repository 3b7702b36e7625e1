package io.registrysidecar.oci.client.http;

import java.time.Duration;

/**
 * How long to wait for the other side.
 *
 * @param connect for a connection
 * @param head for the first byte of an answer
 * @param silence for the next byte of a body
 * @param slowest the bytes per second below which a body is given up, whenever it was waited for as
 *     long as {@code silence}
 */
public record Patience(Duration connect, Duration head, Duration silence, long slowest) {

  /** What suits registries on the Internet. */
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60), 1024);
}

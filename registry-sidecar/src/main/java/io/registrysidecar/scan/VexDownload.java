package io.registrysidecar.scan;

import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.BodyTooLarge;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.Locations;
import io.registrysidecar.oci.client.http.Redirects;
import io.registrysidecar.oci.client.http.TargetRefused;
import io.registrysidecar.oci.client.http.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Fetches files from one web server, which is a stranger: a file has a largest size and a longest
 * time, and a redirect leads to the same server or nowhere.
 */
final class VexDownload {

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int CHUNK = 64 << 10;

  private final URI server;
  private final Transport transport;
  private final InstantSource clock;

  /**
   * Fetches from one server.
   *
   * @param server any address there
   */
  VexDownload(URI server, Transport transport, InstantSource clock) {
    this.server = server;
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * What is at an address; empty when the server says that nothing is.
   *
   * @throws IOException if the server gives something else, too much, or nothing in time
   */
  Optional<byte[]> get(URI address, int largest) throws IOException {
    HttpCall call = HttpCall.of(HttpCall.Method.GET, address);
    try (Answer answer = new Redirects(this::send).send(call)) {
      return switch (answer.status()) {
        case 200 -> Optional.of(body(answer, largest));
        case 404, 410 -> Optional.empty();
        default -> throw new IOException("the server answered " + answer.status());
      };
    }
  }

  private Answer send(HttpCall call) throws IOException {
    if (!Locations.sameOrigin(call.uri(), server)) {
      throw new TargetRefused(
          "the server sent this program to another one, "
              + Locations.shown(call.uri())
              + "; if that is intended, configure that address");
    }
    return transport.send(call);
  }

  /** Each piece may be slow, and all of them together not too slow. */
  private byte[] body(Answer answer, int largest) throws IOException {
    if (answer.contentLength().orElse(0) > largest) {
      throw new BodyTooLarge(largest);
    }
    Instant last = clock.instant().plus(LONGEST);
    var content = new ByteArrayOutputStream();
    InputStream in = answer.stream();
    byte[] chunk = new byte[CHUNK];
    int read = in.read(chunk);
    while (read >= 0) {
      content.write(chunk, 0, read);
      if (content.size() > largest) {
        throw new BodyTooLarge(largest);
      }
      if (clock.instant().isAfter(last)) {
        throw new IOException("the server took more than " + LONGEST.toSeconds() + " seconds");
      }
      read = in.read(chunk);
    }
    return content.toByteArray();
  }
}

package io.registrysidecar.cli;

import io.registrysidecar.oci.client.http.AddressPolicy;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.Patience;
import io.registrysidecar.oci.client.http.ReadAhead;
import io.registrysidecar.oci.client.http.Redirects;
import io.registrysidecar.oci.client.http.Tls;
import io.registrysidecar.oci.client.http.VertxTransport;
import io.vertx.core.Vertx;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;

/** A file on a web server, read as it arrives. */
final class Download implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final VertxTransport transport;
  private final URI address;

  /** Prepares to read {@code address}; nothing is sent yet. */
  Download(URI address) throws IOException {
    this.address = address;
    this.transport =
        new VertxTransport(
            vertx,
            address,
            Tls.SYSTEM,
            new AddressPolicy(address, Set.of(), InetAddress::getAllByName),
            1,
            Patience.DEFAULT,
            new ReadAhead(0),
            "registry-sidecar/" + Version.text());
  }

  /**
   * The content as it arrives.
   *
   * @throws CommandFailure if the server does not give it
   */
  InputStream open() throws CommandFailure {
    try {
      Answer answer = new Redirects(transport).send(HttpCall.of(HttpCall.Method.GET, address));
      if (answer.status() == 200) {
        return new FilterInputStream(answer.stream()) {
          @Override
          public void close() {
            answer.close();
          }
        };
      }
      answer.close();
      throw new CommandFailure(
          "download "
              + address
              + ": the server answered "
              + answer.status()
              + ". Check the address.");
    } catch (IOException e) {
      throw new CommandFailure(
          "download " + address + ": " + e.getMessage() + ". Check the address and the network.",
          e);
    }
  }

  /** The file's name, as the address ends. */
  String fileName() {
    String path = address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public void close() {
    transport.close();
    vertx.close().await();
  }
}

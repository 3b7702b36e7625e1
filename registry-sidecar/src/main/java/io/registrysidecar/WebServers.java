package io.registrysidecar;

import io.registrysidecar.oci.client.http.AddressPolicy;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.oci.client.http.Patience;
import io.registrysidecar.oci.client.http.ReadAhead;
import io.registrysidecar.oci.client.http.Tls;
import io.registrysidecar.oci.client.http.Transport;
import io.registrysidecar.oci.client.http.VertxTransport;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** Web servers that documents are fetched from now and then: nothing stays open in between. */
record WebServers(Vertx vertx, String version) implements Function<URI, Transport> {

  /** A document is small, so nobody has to wait long for a piece of it. */
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(15), 4096);

  @Override
  public Transport apply(URI address) {
    return call -> send(address, call);
  }

  private Answer send(URI address, HttpCall call) throws IOException {
    var transport =
        new VertxTransport(
            vertx,
            address,
            Tls.SYSTEM,
            new AddressPolicy(address, Set.of(), InetAddress::getAllByName),
            1,
            PATIENCE,
            new ReadAhead(0),
            "registry-sidecar/" + version);
    try {
      return transport.send(call).onClose(transport::close);
    } catch (IOException | RuntimeException e) {
      transport.close();
      throw e;
    }
  }
}

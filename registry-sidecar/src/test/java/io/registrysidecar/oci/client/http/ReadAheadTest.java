package io.registrysidecar.oci.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

  private static final int BODY = 32 << 20;
  private static final long BUDGET = 8L << 20;

  private final Vertx vertx = Vertx.vertx();
  private final ReadAhead readAhead = new ReadAhead(BUDGET);
  private HttpServer server;
  private VertxTransport transport;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end(Buffer.buffer(new byte[BODY])))
            .listen(0, "127.0.0.1")
            .await();
    address = URI.create("http://127.0.0.1:" + server.actualPort());
    transport =
        new VertxTransport(
            vertx,
            address,
            Tls.SYSTEM,
            new AddressPolicy(address, Set.of(), InetAddress::getAllByName),
            2,
            Patience.DEFAULT,
            readAhead,
            "test");
  }

  @AfterEach
  void stop() {
    transport.close();
    vertx.close().await();
  }

  @Test
  void aSlowReaderOfAFastServerReadsAheadAndGivesBackAtTheEnd() throws Exception {
    try (InputStream body = open()) {
      readUntilAhead(body);
      assertThat(readAhead.free()).isGreaterThanOrEqualTo(BUDGET - BUDGET / 4);

      assertThat(body.transferTo(OutputStream.nullOutputStream())).isPositive();

      assertThat(readAhead.free()).isEqualTo(BUDGET);
    }
  }

  @Test
  void whoStopsReadingGivesBack() throws Exception {
    try (InputStream body = open()) {
      readUntilAhead(body);
    }
    assertThat(readAhead.free()).isEqualTo(BUDGET);
  }

  @Test
  void nothingIsTakenThatIsNotThere() {
    assertThat(readAhead.take(BUDGET)).isTrue();
    assertThat(readAhead.take(1)).isFalse();

    readAhead.give(1);

    assertThat(readAhead.take(1)).isTrue();
  }

  private InputStream open() throws IOException {
    return transport.send(HttpCall.of(HttpCall.Method.GET, address)).stream();
  }

  /** Reads a little now and then, so that the server is always ahead. */
  private void readUntilAhead(InputStream body) {
    await()
        .until(() -> {
          assertThat(body.readNBytes(VertxTransport.CHUNK)).isNotEmpty();
          return readAhead.free() < BUDGET;
        });
  }
}

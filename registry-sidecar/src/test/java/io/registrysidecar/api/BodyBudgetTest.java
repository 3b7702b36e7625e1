package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bodies of all requests together stay within what the server bears. */
class BodyBudgetTest {

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private ApiServer server;

  @BeforeEach
  void start() throws CannotListen {
    server =
        ApiServer.start(
            vertx,
            new Listener("127.0.0.1", 0, null, 10, 1000),
            List.of(
                new Route(
                    "POST",
                    new PathPattern("/things"),
                    Route.Access.ANYBODY,
                    new Route.Body(900, false),
                    Set.of(),
                    call -> Answer.json(Map.of("bytes", call.body().length)))),
            new BearerTokens(List.of()),
            new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
    vertx.close().await();
  }

  @Test
  void whatOthersHoldIsMissingUntilTheyAreDone() throws Exception {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.getOutputStream()
          .write(
              ("POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 801\r\n\r\n" + "x".repeat(800))
                  .getBytes(StandardCharsets.US_ASCII));

      await().until(() -> post(300) == 503);
      assertThat(post(100)).isEqualTo(200);
    }

    await().until(() -> post(300) == 200);
  }

  @Test
  void whatWasAnsweredIsGivenBack() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(post(800)).isEqualTo(200);
    }
  }

  private int post(int bytes) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/things"))
            .POST(BodyPublishers.ofString("x".repeat(bytes)))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}

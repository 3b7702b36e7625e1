package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server with a few routes, and a client. */
abstract class ServerBench {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "0123456789abcdef";
  static final String PROBLEM = "urn:registry-sidecar:problem:";

  static Vertx vertx;
  final HttpClient http = HttpClient.newHttpClient();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);
  ApiServer server;

  @BeforeAll
  static void startLoops() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopLoops() {
    vertx.close().await();
  }

  @BeforeEach
  void start() throws CannotListen {
    server = listen(List.of(TOKEN), 0);
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  ApiServer listen(List<String> tokens, int port) throws CannotListen {
    return ApiServer.start(
        vertx, Listener.plain("127.0.0.1", port), routes(), new BearerTokens(tokens), meters);
  }

  private List<Route> routes() {
    return List.of(
        Route.get("/things", Set.of("colour", "limit"), call -> Answer.json(call.query())),
        new Route(
            "POST",
            new PathPattern("/things"),
            Route.Access.USERS,
            new Route.Body(4096, true),
            Set.of(),
            call -> Answer.json(Map.of("bytes", call.body().length))),
        Route.get("/things/{name}@{digest}", Set.of(), call -> Answer.json(call.path())),
        Route.get("/long", Set.of(), _ -> Answer.text("text/plain", "x".repeat(20_000))),
        Route.get("/open", Set.of(), _ -> Answer.json(Map.of())).open(),
        Route.get(
            "/broken",
            Set.of(),
            _ -> {
              throw new IllegalStateException("a secret");
            }),
        Route.get(
            "/full",
            Set.of(),
            _ -> {
              throw new StoreException(new StoreFailure.DiskFull(Path.of("db"), "write"), null);
            }),
        Route.get(
            "/slow",
            Set.of(),
            _ -> {
              entered.countDown();
              released.await();
              return Answer.json(Map.of());
            }));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  static String problem(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    return problem.path("type").asText().substring(PROBLEM.length());
  }
}

package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is the same for every route: finding it, credentials, limits, errors, tags, compression, the
 * end.
 */
class ApiServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "0123456789abcdef";
  private static final String PROBLEM = "urn:registry-sidecar:problem:";

  private static Vertx vertx;
  private final HttpClient http = HttpClient.newHttpClient();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private ApiServer server;

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

  @Test
  void aRouteAnswersWithWhatItsPathSays() throws Exception {
    HttpResponse<String> answer = get("/things/team/app@7");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(JSON.readTree("{\"name\":\"team/app\",\"digest\":\"7\"}"));
  }

  @Test
  void percentSignsInPathsAreUndoneOnce() throws Exception {
    assertThat(JSON.readTree(get("/things/team%2Fapp%407").body()).path("name").asText())
        .isEqualTo("team/app");
    assertThat(JSON.readTree(get("/things/a%2520b@7").body()).path("name").asText())
        .isEqualTo("a%20b");
  }

  @Test
  void anUnknownPathIsAProblem() throws Exception {
    HttpResponse<String> answer = get("/nothing/here");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"type": "urn:registry-sidecar:problem:not-found", "title": "There is no such thing", "status": 404,
                 "detail": "no such path; GET /openapi.yaml describes all there are", "instance": "/nothing/here"}
                """));
  }

  @Test
  void anotherMethodIsAProblemThatNamesTheRightOnes() throws Exception {
    HttpResponse<String> answer =
        send(request("/things").method("DELETE", BodyPublishers.noBody()));

    assertThat(problem(answer, 405)).isEqualTo("method-not-allowed");
    assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD, POST");
  }

  @Test
  void whoseTokenItWasIsKnownByItsPlaceInTheFile() {
    BearerTokens tokens = new BearerTokens(List.of("first", "second"));

    assertThat(tokens.user("Bearer second")).isEqualTo("api, token 2");
    assertThat(tokens.user("bearer first")).isEqualTo("api, token 1");
    assertThat(tokens.user("Bearer guess")).isEqualTo("api");
    assertThat(tokens.user("x")).isEqualTo("api");
    assertThat(tokens.user(null)).isEqualTo("api");
    assertThat(new BearerTokens(List.of()).user("Bearer any")).isEqualTo("api");
  }

  @Test
  void aRouteForUsersWantsAToken() throws Exception {
    HttpResponse<String> without =
        http.send(HttpRequest.newBuilder(uri("/things")).build(), BodyHandlers.ofString());
    HttpResponse<String> wrong =
        http.send(
            HttpRequest.newBuilder(uri("/things")).header("Authorization", "Bearer guess").build(),
            BodyHandlers.ofString());

    assertThat(problem(without, 401)).isEqualTo("unauthorized");
    assertThat(without.headers().firstValue("www-authenticate"))
        .hasValue("Bearer realm=\"registry-sidecar\"");
    assertThat(problem(wrong, 401)).isEqualTo("unauthorized");
    assertThat(get("/things").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsOpenNeedsNoTokenAndWithoutTokensEverythingIs() throws Exception {
    var anonymous = HttpRequest.newBuilder(uri("/open")).build();
    assertThat(http.send(anonymous, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

    try (ApiServer open = listen(List.of(), 0)) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + open.port() + "/things")).build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aBodyWithinTheLimitArrivesWhole() throws Exception {
    HttpResponse<String> answer = post(BodyPublishers.ofString("{\"n\": 1}"), "application/json");

    assertThat(JSON.readTree(answer.body()).path("bytes").asInt()).isEqualTo(8);
  }

  @Test
  void aBodyOverTheLimitIsRefusedWhetherItsLengthIsDeclaredOrNot() throws Exception {
    byte[] large = new byte[5000];

    assertThat(problem(post(BodyPublishers.ofByteArray(large), "application/json"), 413))
        .isEqualTo("content-too-large");
    assertThat(
            problem(
                post(
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                    "application/json"),
                413))
        .isEqualTo("content-too-large");
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() throws Exception {
    assertThat(problem(post(BodyPublishers.ofString("a=b"), "text/plain"), 415))
        .isEqualTo("unsupported-media-type");
    assertThat(
            problem(
                send(
                    request("/things")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{}"))),
                415))
        .isEqualTo("unsupported-media-type");
  }

  @Test
  void anUnknownParameterIsRefusedRatherThanIgnored() throws Exception {
    HttpResponse<String> answer = get("/things?colour=red&limt=3");

    assertThat(problem(answer, 400)).isEqualTo("unknown-parameter");
    assertThat(JSON.readTree(answer.body()).path("detail").asText())
        .isEqualTo("unknown query parameter limt; known: colour, limit");
    assertThat(problem(get("/things?colour=red&colour=blue"), 400)).isEqualTo("repeated-parameter");
  }

  @Test
  void whoHasTheSameAlreadyIsNotSentItAgain() throws Exception {
    String tag = get("/things").headers().firstValue("etag").orElseThrow();

    HttpResponse<String> again = send(request("/things").header("If-None-Match", tag));
    HttpResponse<String> other = send(request("/things").header("If-None-Match", "\"other\""));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("etag")).hasValue(tag);
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void headAnswersAsGetWithoutTheBody() throws Exception {
    HttpResponse<String> get = get("/things");
    HttpResponse<String> head = send(request("/things").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("etag")).isEqualTo(get.headers().firstValue("etag"));
    assertThat(head.headers().firstValue("content-length"))
        .hasValue(Integer.toString(get.body().length()));
  }

  @Test
  void aLongAnswerIsCompressedForThoseWhoTakeIt() throws Exception {
    HttpResponse<byte[]> answer =
        http.send(
            request("/long").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(plain.readAllBytes()).hasSize(20_000);
    }
    assertThat(get("/long").headers().firstValue("content-encoding")).isEmpty();
  }

  @Test
  void everyAnswerTellsBrowsersNotToTrustIt() throws Exception {
    for (String path : List.of("/things", "/nothing/here", "/broken")) {
      assertThat(get(path).headers().map())
          .as(path)
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry(
              "content-security-policy", List.of("default-src 'none'; frame-ancestors 'none'"));
    }
  }

  @Test
  void aDefectIsToldWithoutItsInsides() throws Exception {
    HttpResponse<String> answer = get("/broken");

    assertThat(problem(answer, 500)).isEqualTo("internal-error");
    assertThat(answer.body()).doesNotContain("secret", "IllegalState").contains("incident");
  }

  @Test
  void aFullDiskIsSomethingToWaitFor() throws Exception {
    HttpResponse<String> answer = get("/full");

    assertThat(problem(answer, 503)).isEqualTo("storage");
    assertThat(answer.headers().firstValue("retry-after")).hasValue("30");
  }

  @Test
  void whatIsNotHttpIsRefusedAndLongLinesToo() throws Exception {
    assertThat(raw("hello there\r\n\r\n")).contains(" 400 ", PROBLEM + "malformed-http");
    assertThat(raw("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .contains(" 414 ", "application/problem+json");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
        .contains(" 431 ", "application/problem+json");
    assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains(PROBLEM + "malformed-path");
  }

  @Test
  void closingFirstAnswersWhatIsInFlight() throws Exception {
    CompletableFuture<HttpResponse<String>> slow =
        http.sendAsync(request("/slow").build(), BodyHandlers.ofString());
    entered.await();

    Thread closing = Thread.startVirtualThread(server::close);
    released.countDown();

    assertThat(slow.get().statusCode()).isEqualTo(200);
    closing.join();
  }

  @Test
  void aTakenPortIsSaidWithWhatToTry() {
    assertThatThrownBy(() -> listen(List.of(), server.port()))
        .isInstanceOf(CannotListen.class)
        .hasMessageStartingWith("listen on 127.0.0.1:" + server.port() + ": ")
        .hasMessageContaining("SIDECAR_LISTEN");
  }

  @Test
  void requestsAreCountedByRouteAndNotByPath() throws Exception {
    get("/things/a@1");
    get("/things/b@2");
    get("/nothing/here");

    assertThat(
            meters
                .get("sidecar.http.requests")
                .tags("route", "/things/{name}@{digest}", "status", "200")
                .timer()
                .count())
        .isEqualTo(2);
    assertThat(meters.get("sidecar.http.requests").tags("route", "none").timer().count())
        .isEqualTo(1);
  }

  private ApiServer listen(List<String> tokens, int port) throws CannotListen {
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

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpResponse<String> post(HttpRequest.BodyPublisher body, String type)
      throws IOException, InterruptedException {
    return send(request("/things").header("Content-Type", type).POST(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        OutputStream out = socket.getOutputStream()) {
      socket.setSoTimeout(5000);
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      byte[] buffer = new byte[4096];
      int read = socket.getInputStream().readNBytes(buffer, 0, 600);
      return new String(buffer, 0, read, StandardCharsets.UTF_8);
    }
  }

  private static String problem(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    return problem.path("type").asText().substring(PROBLEM.length());
  }
}

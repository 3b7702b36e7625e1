package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What is the same for every route: bodies, parameters, tags, compression, and what is no HTTP. */
class HttpExchangeTest extends ServerBench {

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

  private HttpResponse<String> post(HttpRequest.BodyPublisher body, String type)
      throws IOException, InterruptedException {
    return send(request("/things").header("Content-Type", type).POST(body));
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
}

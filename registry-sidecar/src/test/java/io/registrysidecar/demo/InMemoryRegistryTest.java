package io.registrysidecar.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The embedded registry as a client of another make sees it. */
class InMemoryRegistryTest {

  private static final byte[] HELLO = "hello world".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.sha256(HELLO);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final InMemoryRegistry registry =
      InMemoryRegistry.start(vertx, RegistryOptions.DEFAULT.withBudget(10_000));

  @AfterEach
  void stop() {
    registry.close();
    vertx.close().await();
    http.close();
  }

  @Test
  void itSaysThatItIsARegistry() throws Exception {
    var answer = send("GET", "/v2/", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("docker-distribution-api-version"))
        .hasValue("registry/2.0");
  }

  @Test
  void aBlobIsPushedInChunks() throws Exception {
    String session = location(send("POST", "/v2/a/b/blobs/uploads/", ""));
    session = location(send("PATCH", session, "hello "));
    assertThat(send("PATCH", session, "again", "content-range", "0-4").statusCode()).isEqualTo(416);
    assertThat(send("GET", session, "").headers().firstValue("range")).hasValue("0-5");
    session = location(send("PATCH", session, "world", "content-range", "6-10"));

    assertThat(send("PUT", session + "&digest=" + DIGEST, "").statusCode()).isEqualTo(201);
    assertThat(send("GET", "/v2/a/b/blobs/" + DIGEST, "").body()).isEqualTo(HELLO);
  }

  @Test
  void aBlobIsPushedInOneRequest() throws Exception {
    assertThat(send("POST", "/v2/a/blobs/uploads/?digest=" + DIGEST, "hello world").statusCode())
        .isEqualTo(201);
  }

  @Test
  void contentThatDoesNotMatchItsDigestIsRefused() throws Exception {
    var answer = send("POST", "/v2/a/blobs/uploads/?digest=" + DIGEST, "other");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body(), UTF_8)).contains("DIGEST_INVALID");
  }

  @Test
  void aBlobIsMountedFromAnotherRepository() throws Exception {
    push("a", HELLO);

    assertThat(send("POST", "/v2/b/blobs/uploads/?from=a&mount=" + DIGEST, "").statusCode())
        .isEqualTo(201);
    assertThat(send("HEAD", "/v2/b/blobs/" + DIGEST, "").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/v2/b/blobs/uploads/?from=none&mount=" + DIGEST, "").statusCode())
        .isEqualTo(202);
  }

  @Test
  void aPartOfABlobIsServed() throws Exception {
    push("a", HELLO);

    var part = send("GET", "/v2/a/blobs/" + DIGEST, "", "range", "bytes=6-");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).asString().isEqualTo("world");
    assertThat(part.headers().firstValue("content-range")).hasValue("bytes 6-10/11");

    var other =
        send("GET", "/v2/a/blobs/" + DIGEST, "", "range", "bytes=6-", "if-range", "\"another\"");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v2/a/blobs/" + DIGEST, "", "range", "bytes=11-").statusCode())
        .isEqualTo(416);
  }

  @Test
  void aBlobIsDeleted() throws Exception {
    push("a", HELLO);

    assertThat(send("DELETE", "/v2/a/blobs/" + DIGEST, "").statusCode()).isEqualTo(202);
    assertThat(send("GET", "/v2/a/blobs/" + DIGEST, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aManifestIsDeletedWithItsTagsOrATagAlone() throws Exception {
    String index = "{\"schemaVersion\":2,\"manifests\":[]}";
    String type = "application/vnd.oci.image.index.v1+json";
    send("PUT", "/v2/a/manifests/one", index, "content-type", type);
    send("PUT", "/v2/a/manifests/two", index, "content-type", type);

    assertThat(send("DELETE", "/v2/a/manifests/one", "").statusCode()).isEqualTo(202);
    assertThat(send("GET", "/v2/a/manifests/two", "").statusCode()).isEqualTo(200);
    String digest = Digest.sha256(index.getBytes(UTF_8)).toString();
    assertThat(send("DELETE", "/v2/a/manifests/" + digest, "").statusCode()).isEqualTo(202);
    assertThat(send("GET", "/v2/a/manifests/two", "").statusCode()).isEqualTo(404);
  }

  @Test
  void itHoldsNoMoreThanItMay() throws Exception {
    String large = "x".repeat(9_000);
    push("a", large.getBytes(UTF_8));

    var answer =
        send("POST", "/v2/a/blobs/uploads/?digest=" + DIGEST, "y".repeat(2_000) + "hello world");

    assertThat(answer.statusCode()).isEqualTo(507);
    send("DELETE", "/v2/a/blobs/" + Digest.sha256(large.getBytes(UTF_8)), "");
    push("a", HELLO);
    assertThat(send("GET", "/v2/a/blobs/" + DIGEST, "").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotARegistrysPathIsNotFound() throws Exception {
    assertThat(send("GET", "/v2/a/unknown", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/v2/UPPER/tags/list", "").statusCode()).isEqualTo(400);
    assertThat(send("PUT", "/v2/a/tags/list", "").statusCode()).isEqualTo(405);
  }

  private void push(String repository, byte[] content) throws IOException, InterruptedException {
    var answer =
        send(
            "POST",
            "/v2/" + repository + "/blobs/uploads/?digest=" + Digest.sha256(content),
            new String(content, UTF_8));
    assertThat(answer.statusCode()).isEqualTo(201);
  }

  private static String location(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }

  private HttpResponse<byte[]> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }
}

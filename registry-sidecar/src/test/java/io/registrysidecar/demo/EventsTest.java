package io.registrysidecar.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the embedded registry tells, and how it insists. */
class EventsTest {

  private static final String INDEX = "{\"schemaVersion\":2,\"manifests\":[]}";
  private static final String TYPE = "application/vnd.oci.image.index.v1+json";

  private final Vertx vertx = Vertx.vertx();
  private final List<Map.Entry<String, JsonNode>> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final HttpServer listener = vertx.createHttpServer();
  private RegistryOptions options = RegistryOptions.DEFAULT;

  @BeforeEach
  void listen() {
    listener
        .requestHandler(request ->
            request
                .body()
                .onSuccess(body -> {
                  received.add(
                      Map.entry(
                          request.getHeader("authorization")
                              + " "
                              + request.getHeader("content-type"),
                          json(body.getBytes())));
                  int status = refusals.getAndDecrement() > 0 ? 503 : 202;
                  request.response().setStatusCode(status).end();
                }))
        .listen(0, "127.0.0.1")
        .await();
    URI endpoint = URI.create("http://127.0.0.1:" + listener.actualPort() + "/events/registry");
    options =
        options.with(new RegistryOptions.Events(endpoint, Map.of("authorization", "Bearer s")));
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void aPushIsToldAsDistributionTellsIt() {
    try (var registry = InMemoryRegistry.start(vertx, options)) {
      registry.answer(put("1.0"));
      await().until(() -> received.size() == 1);
    }

    assertThat(received.getFirst().getKey())
        .isEqualTo("Bearer s application/vnd.docker.distribution.events.v1+json");
    JsonNode event = received.getFirst().getValue().path("events").path(0);
    Digest digest = Digest.sha256(INDEX.getBytes(UTF_8));
    assertThat(event.path("action").asText()).isEqualTo("push");
    assertThat(event.at("/target/mediaType").asText()).isEqualTo(TYPE);
    assertThat(event.at("/target/digest").asText()).isEqualTo(digest.toString());
    assertThat(event.at("/target/size").asInt()).isEqualTo(INDEX.length());
    assertThat(event.at("/target/repository").asText()).isEqualTo("team/app");
    assertThat(event.at("/target/tag").asText()).isEqualTo("1.0");
    assertThat(event.at("/target/url").asText())
        .isEqualTo("http://registry.test/v2/team/app/manifests/" + digest);
    assertThat(event.at("/request/useragent").asText()).isEqualTo("test/1");
    assertThat(event.at("/request/method").asText()).isEqualTo("PUT");
    assertThat(event.path("id").asText()).hasSize(36);
  }

  @Test
  void aDeletionNamesTheManifestAndThenEachTag() {
    try (var registry = InMemoryRegistry.start(vertx, options)) {
      registry.answer(put("1.0"));
      registry.answer(
          new RegistryRequest(
              "DELETE",
              "/v2/team/app/manifests/" + Digest.sha256(INDEX.getBytes(UTF_8)),
              Map.of(),
              Map.of(),
              new byte[0],
              ""));
      await().until(() -> received.size() == 3);
    }

    assertThat(received.get(1).getValue().at("/events/0/action").asText()).isEqualTo("delete");
    assertThat(received.get(1).getValue().at("/events/0/target/digest").asText())
        .startsWith("sha256:");
    assertThat(received.get(2).getValue().at("/events/0/target/tag").asText()).isEqualTo("1.0");
  }

  @Test
  void anEventThatIsNotTakenIsToldAgainBeforeTheNext() {
    refusals.set(1);
    try (var registry = InMemoryRegistry.start(vertx, options)) {
      registry.answer(put("1.0"));
      registry.answer(put("2.0"));
      await().until(() -> received.size() == 3);
    }

    List<String> ids =
        received.stream().map(r -> r.getValue().at("/events/0/id").asText()).toList();
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    assertThat(received.get(2).getValue().at("/events/0/target/tag").asText()).isEqualTo("2.0");
  }

  private static RegistryRequest put(String tag) {
    return new RegistryRequest(
        "PUT",
        "/v2/team/app/manifests/" + tag,
        Map.of(),
        Map.of("content-type", TYPE, "host", "registry.test", "user-agent", "test/1"),
        INDEX.getBytes(UTF_8),
        "127.0.0.1:1");
  }

  private static JsonNode json(byte[] body) {
    try {
      return BoundedJson.read(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

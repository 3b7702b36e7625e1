package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.registrysidecar.admission.Admission;
import io.registrysidecar.config.ConfigurationLoader;
import io.registrysidecar.intake.EventDecoders;
import io.registrysidecar.intake.EventReceiver;
import io.registrysidecar.intake.EventSource;
import io.registrysidecar.intake.IntakeCounts;
import io.registrysidecar.intake.LoopFilter;
import io.registrysidecar.intake.SourceCredential;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.sign.key.KeyDocuments;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.jdbc.SqliteStore;
import io.registrysidecar.testing.SigningKeys;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The API over a real store, with two registries, {@code main} and {@code other}; whatever it
 * answers is compared with its description.
 */
final class RunningApi implements AutoCloseable {

  static final String EVENTS_TOKEN = "events";
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  final Store store;
  private final EventReceiver events;
  final AtomicInteger told = new AtomicInteger();
  final AtomicBoolean stopping = new AtomicBoolean();
  volatile HealthCheck.Result health =
      new HealthCheck.Result("advisories", HealthCheck.State.UP, "fresh");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Route> routes;
  private final ApiServer server;
  private final JsonNode description;

  private RunningApi(Path state) throws Exception {
    KeyRing keys = SigningKeys.in(state.resolve("keys"), InstantSource.fixed(NOW));
    keys.signer(KeyRole.ATTESTATION);
    store = SqliteStore.open(state, NOW);
    events =
        new EventReceiver(
            List.of(
                new EventSource(
                    "main", EventDecoders.AUTO, SourceCredential.secret(EVENTS_TOKEN), _ -> true)),
            new LoopFilter("registry-sidecar/", Set.of()),
            store.inbox(),
            () -> {},
            new IntakeCounts(),
            InstantSource.fixed(NOW));
    Admission admission =
        new Admission(
            List.of(),
            store,
            new ConfigurationLoader(Map.of(), Map.of()).load(null).admission().rules(),
            Judge.NO_POLICY,
            _ -> {},
            InstantSource.fixed(NOW),
            1);
    routes = new ArrayList<>(new AdmissionApi(admission).routes());
    routes.addAll(
        new Api(
                store,
                events,
                this::requestScan,
                told::incrementAndGet,
                new Registries(Map.of("main", "127.0.0.1:5000", "other", "other.example.com")),
                admission,
                new KeyDocuments(keys),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                List.of(() -> health),
                stopping::get,
                InstantSource.fixed(NOW))
            .routes());
    server =
        ApiServer.start(
            vertx,
            Listener.plain("127.0.0.1", 0),
            routes,
            new BearerTokens(List.of()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    description = YAML.readTree(RunningApi.class.getResourceAsStream("openapi.yaml"));
  }

  static RunningApi start(Path state) throws Exception {
    return new RunningApi(state);
  }

  List<Route> routes() {
    return routes;
  }

  JsonNode description() {
    return description;
  }

  /** What a reference of the description stands for; anything else is itself. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref")
        ? description.at(JsonPointer.compile(node.path("$ref").asText().substring(1)))
        : node;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(path)).DELETE().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String json, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(
        request
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  /** The JSON of a page, after checking that it has this status and is what the schema says. */
  JsonNode json(String path, int status, String schema) throws IOException, InterruptedException {
    return checked(get(path), status, schema);
  }

  JsonNode checked(HttpResponse<String> answer, int status, String schema) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode body = JSON.readTree(answer.body());
    assertThat(violations(body, schema)).as("%s against schema %s", body, schema).isEmpty();
    return body;
  }

  /** In what a value differs from a schema of the description. */
  List<?> violations(JsonNode value, String schema) {
    return schema(schema).validate(value);
  }

  private Schema schema(String name) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$ref", "#/components/schemas/" + name);
    root.set("$defs", description.path("components").path("schemas"));
    String schema = root.toString().replace("#/components/schemas/", "#/$defs/");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  private long requestScan(String registry, RepositoryName repository, ManifestKey reference) {
    return store.scans().create(registry, repository, reference.toString(), "request", NOW);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Override
  public void close() {
    server.close();
    http.close();
    vertx.close().await();
    events.close();
    store.close();
  }
}

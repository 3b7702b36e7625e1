package io.registrysidecar.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.Sidecar;
import io.registrysidecar.advisory.db.AdvisorySample;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.ConfigurationLoader;
import io.registrysidecar.demo.DemoImage;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.oci.Digest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The service as a whole, beside a registry in memory that tells it nothing unless a test says so.
 */
public final class TestService implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;
  private InMemoryRegistry registry;

  /** Starts the registry. The state of the service will be in the directory, and outlives it. */
  public TestService(Path directory) {
    this.directory = directory;
    this.registry = InMemoryRegistry.start(vertx, RegistryOptions.DEFAULT);
  }

  public Vertx vertx() {
    return vertx;
  }

  /** The address of the registry. */
  public URI registry() {
    return registry.url();
  }

  public void stopRegistry() {
    registry.close();
  }

  /** An empty registry at the address of the one before. */
  public void startRegistryAgain() {
    registry =
        InMemoryRegistry.start(vertx, RegistryOptions.DEFAULT.withPort(registry.url().getPort()));
  }

  /** The configuration of the service, with environment variables and values besides. */
  public Configuration configuration(String... more) throws Exception {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "REGISTRY_URL",
                registry.url().toString(),
                "REGISTRY_RECONCILE",
                "off",
                "SIDECAR_LISTEN",
                "127.0.0.1:0",
                "SIDECAR_STATE",
                directory.resolve("state").toString()));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return new ConfigurationLoader(environment, Map.of()).load(null);
  }

  /** Starts the service with the sample of the advisories. */
  public Sidecar start(Configuration configuration) throws Exception {
    AdvisorySample.importTo(configuration.advisories().database(), InstantSource.system());
    return Sidecar.start(configuration, Map.of(), "test");
  }

  /** Starts the service with environment variables and values besides. */
  public Sidecar start(String... more) throws Exception {
    return start(configuration(more));
  }

  /** The name of the image of the demonstration in the registry. */
  public String image() {
    return registry.url().getRawAuthority() + "/demo/shop:1.0";
  }

  /** Pushes the image of the demonstration. */
  public Digest push() throws Exception {
    return new DemoImage(Files.createTempDirectory(directory, "image")).push(image());
  }

  /** What is at an address of the service, which must be there. */
  public JsonNode get(int port, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(port, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** The answer of the service at an address. */
  public HttpResponse<String> ask(int port, String path) throws IOException, InterruptedException {
    return ask(uri(port, path));
  }

  /** The answer of a server. */
  public HttpResponse<String> ask(URI address) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  /** Sends JSON to an address of the service. */
  public HttpResponse<String> post(int port, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(port, path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    registry.close();
    http.close();
    vertx.close().await();
  }
}

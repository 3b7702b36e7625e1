package io.registrysidecar.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The product as an operator runs it: {@code registry-sidecar serve}, in a process of its own. */
public final class SidecarProcess implements AutoCloseable {

  /** The token that registries send with their notifications. */
  public static final String TOKEN = "events-token";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static @Nullable Path database;

  private final Path folder;
  private final int port;
  private final Map<String, String> environment;
  private Daemon daemon;

  private SidecarProcess(Path folder, int port, Map<String, String> environment, Daemon daemon) {
    this.folder = folder;
    this.port = port;
    this.environment = environment;
    this.daemon = daemon;
  }

  /** Where a registry sends its notifications when the sidecar will listen on {@code port}. */
  public static RegistryKind.Endpoint endpoint(int port) {
    return new RegistryKind.Endpoint(
        "sidecar" + port, "http://127.0.0.1:" + port + "/events/main", TOKEN);
  }

  /**
   * Starts the service for one registry, with the sample advisories, and waits until it is ready.
   */
  public static SidecarProcess start(Path folder, int port, Registry registry, String reconcile)
      throws IOException, InterruptedException {
    return start(folder, port, registry, reconcile, Map.of());
  }

  /** The same, with more environment variables. */
  public static SidecarProcess start(
      Path folder, int port, Registry registry, String reconcile, Map<String, String> more)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path token = folder.resolve("events-token");
    Files.writeString(token, TOKEN);
    Path config = folder.resolve("sidecar.yaml");
    Files.writeString(
        config,
        """
        listen: 127.0.0.1:%d
        state: %s
        registries:
          - name: main
            url: %s
            events: {format: auto, token-file: %s}
            repositories: ["**"]
            reconcile: %s
        advisories: {database: %s}
        """
            .formatted(
                port, folder.resolve("state"), registry.url(), token, reconcile, database()));
    Map<String, String> environment = new HashMap<>(more);
    environment.put("SIDECAR_CONFIG", config.toString());
    return start(folder, port, environment);
  }

  /** Starts the service with nothing but environment variables. */
  public static SidecarProcess start(Path folder, int port, Map<String, String> environment)
      throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("SIDECAR_STATE", folder.resolve("state").toString());
    return new SidecarProcess(folder, port, all, launch(folder, port, all));
  }

  /** A database of the sample advisories, imported once for all tests. */
  public static synchronized Path database() throws IOException, InterruptedException {
    if (database == null) {
      Path file = Files.createTempDirectory("e2e-advisories").resolve("advisories.db");
      Command.run(Project.launcher(), "db", "import", "sample", "--db", file.toString()).ok();
      database = file;
    }
    return database;
  }

  /** Starts it again after {@link #kill}. */
  public void restart() throws IOException {
    daemon = launch(folder, port, environment);
  }

  /** Ends it as a power failure would. */
  public void kill() throws InterruptedException {
    daemon.kill();
  }

  /** Asks it to end and gives its exit status. */
  public int stop() throws InterruptedException {
    return daemon.stop();
  }

  /** What it wrote to its log. */
  public String log() {
    return daemon.output();
  }

  /** Its process id. */
  public long pid() {
    return daemon.pid();
  }

  /** One page of its API, as JSON. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(text(path));
  }

  /** What it answers to a GET. */
  public String text(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /**
   * The value of a counter or gauge of {@code /metrics}, summed over its labels; 0 when it is not
   * there.
   */
  public double metric(String name) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(uri("/metrics")).build(), HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    daemon.close();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static Daemon launch(Path folder, int port, Map<String, String> environment)
      throws IOException {
    return Daemon.start(
            "sidecar",
            folder.resolve("sidecar.log"),
            environment,
            List.of(Project.launcher(), "serve"))
        .awaitHttp(URI.create("http://127.0.0.1:" + port + "/health/ready"), 200);
  }
}

package io.registrysidecar.e2e.harness;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registries that the product is held against. */
public enum RegistryKind {
  /** CNCF distribution 2.8 of Debian: fallback tag, notifications v1. */
  DISTRIBUTION_2,
  /** CNCF distribution 3: fallback tag, notifications v2. */
  DISTRIBUTION_3,
  /** Referrers API in one page. */
  NATIVE,
  /** Referrers API, two entries in a page. */
  NATIVE_PAGED;

  /** Whether referrers are kept in the tag {@code sha256-…}. */
  public boolean usesFallbackTag() {
    return this == DISTRIBUTION_2 || this == DISTRIBUTION_3;
  }

  /** Starts one on a free port, without notifications. */
  public Registry start(Path folder) throws IOException {
    return start(folder, List.of());
  }

  /** Starts one on a free port that notifies every endpoint. */
  public Registry start(Path folder, List<Endpoint> endpoints) throws IOException {
    int port = Project.freePort();
    String host = "127.0.0.1:" + port;
    Path log = folder.resolve(name() + "-" + port + ".log");
    Daemon daemon = Daemon.start(name(), log, Map.of(), words(folder, host, endpoints));
    return new Registry(this, host, daemon.awaitHttp(URI.create("http://" + host + "/v2/"), 200));
  }

  private List<String> words(Path folder, String host, List<Endpoint> endpoints)
      throws IOException {
    return switch (this) {
      case DISTRIBUTION_2 ->
          List.of("docker-registry", "serve", configuration(folder, host, endpoints).toString());
      case DISTRIBUTION_3 ->
          List.of(
              Project.tool("registry"), "serve", configuration(folder, host, endpoints).toString());
      case NATIVE -> refreg(host, endpoints, null);
      case NATIVE_PAGED -> refreg(host, endpoints, "-referrers-page=2");
    };
  }

  private static List<String> refreg(
      String host, List<Endpoint> endpoints, @Nullable String extra) {
    List<String> words = new ArrayList<>(List.of(Project.tool("refreg"), "-addr=" + host));
    if (extra != null) {
      words.add(extra);
    }
    if (endpoints.size() > 1) {
      throw new IllegalArgumentException("this registry notifies one endpoint");
    }
    for (Endpoint endpoint : endpoints) {
      words.add("-notify=" + endpoint.url());
      words.add("-notify-token=" + endpoint.token());
    }
    return words;
  }

  private static Path configuration(Path folder, String host, List<Endpoint> endpoints)
      throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            version: 0.1
            log: {level: warn}
            storage:
              filesystem: {rootdirectory: "%s"}
              delete: {enabled: true}
            http: {addr: "%s"}
            """
                .formatted(folder.resolve("storage-" + host.replace(':', '-')), host));
    if (!endpoints.isEmpty()) {
      yaml.append("notifications:\n  endpoints:\n");
    }
    for (Endpoint endpoint : endpoints) {
      yaml.append(
          """
              - name: %s
                url: %s
                headers: {Authorization: ["Bearer %s"]}
                timeout: 5s
                threshold: 3
                backoff: 200ms
                ignore: {mediatypes: ["application/octet-stream"], actions: ["pull"]}
          """
              .formatted(endpoint.name(), endpoint.url(), endpoint.token()));
    }
    Path file = folder.resolve("registry-" + host.replace(':', '-') + ".yml");
    Files.writeString(file, yaml);
    return file;
  }

  /**
   * Who is told about pushes.
   *
   * @param name of the endpoint
   * @param url where events are posted
   * @param token sent as bearer token
   */
  public record Endpoint(String name, String url, String token) {}
}

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
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;

/**
 * The API server of a cluster, with its store, and nothing else of the cluster: no node runs what
 * is stored, and no controller makes Pods of it.
 */
public final class ApiServer implements AutoCloseable {

  /** What an administrator sends. */
  private static final String TOKEN = "administrator";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Daemon daemon;
  private final HttpClient http;
  private final String base;

  private ApiServer(Daemon daemon, HttpClient http, String base) {
    this.daemon = daemon;
    this.http = http;
    this.base = base;
  }

  /** The program, which is not on every machine. */
  public static Path program() {
    return Project.root().resolve("e2e/.tools/bin/apiserver");
  }

  /**
   * Starts one with its files in {@code folder} and waits until it is ready.
   *
   * @param flags of kube-apiserver, besides those that each one needs
   */
  public static ApiServer start(Path folder, String... flags)
      throws IOException, InterruptedException, GeneralSecurityException {
    Files.createDirectories(folder);
    SelfSigned tls = SelfSigned.make(folder, "api-server");
    Path tokens =
        Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
    int port = Project.freePort();
    List<String> words = new ArrayList<>();
    words.addAll(List.of(program().toString(), folder.resolve("etcd").toString()));
    words.addAll(
        List.of(
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--endpoint-reconciler-type=none",
            "--secure-port=" + port,
            "--tls-cert-file=" + tls.certificate(),
            "--tls-private-key-file=" + tls.key(),
            "--token-auth-file=" + tokens,
            "--authorization-mode=RBAC",
            "--service-account-issuer=https://127.0.0.1",
            "--service-account-signing-key-file=" + tls.key(),
            "--service-account-key-file=" + tls.certificate(),
            // Addresses that are there without a network of the cluster.
            "--service-cluster-ip-range=127.96.0.0/16",
            // Nobody makes the accounts that it would ask for.
            "--disable-admission-plugins=ServiceAccount"));
    words.addAll(List.of(flags));
    Daemon daemon =
        Daemon.start("the API server", folder.resolve("api-server.log"), Map.of(), words);
    ApiServer server = new ApiServer(daemon, client(tls), "https://127.0.0.1:" + port);
    try {
      Awaitility.await("the API server is ready")
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> !daemon.isAlive() || server.isReady());
      if (!daemon.isAlive()) {
        throw new AssertionError("the API server ended\n" + daemon.output());
      }
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
    return server;
  }

  /**
   * What it answered.
   *
   * @param status of HTTP
   * @param body the object, or the status why there is none
   * @param warnings what clients show to whoever asks
   */
  public record Answer(int status, JsonNode body, List<String> warnings) {

    /** Why it refused. */
    public String message() {
      return body.path("message").asText();
    }

    /** This answer, if the object is stored. */
    public Answer ok() {
      if (status / 100 != 2) {
        throw new AssertionError(status + " " + body);
      }
      return this;
    }
  }

  /** Makes an object, from JSON or YAML; a field that is not known is an error. */
  public Answer create(String path, String object) throws IOException, InterruptedException {
    return send(
        "POST",
        path + (path.contains("?") ? "&" : "?") + "fieldValidation=Strict",
        object.stripLeading().startsWith("{") ? "application/json" : "application/yaml",
        object);
  }

  /** Changes an object by a strategic merge. */
  public Answer change(String path, String patch) throws IOException, InterruptedException {
    return send("PATCH", path, "application/strategic-merge-patch+json", patch);
  }

  /** Deletes an object. */
  public Answer delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, "application/json", "");
  }

  /** An object. */
  public Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, "application/json", "");
  }

  /** What it wrote to its log. */
  public String log() {
    return daemon.output();
  }

  @Override
  public void close() {
    daemon.close();
  }

  private boolean isReady() throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(URI.create(base + "/readyz"))
                      .timeout(Duration.ofSeconds(5))
                      .header("Authorization", "Bearer " + TOKEN)
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }

  private Answer send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(), JSON.readTree(answer.body()), answer.headers().allValues("Warning"));
  }

  private static HttpClient client(SelfSigned tls) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (var in = Files.newInputStream(tls.certificate())) {
      trusted.setCertificateEntry(
          "api-server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}

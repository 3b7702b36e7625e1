package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.advisory.db.AdvisorySample;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.ConfigurationLoader;
import io.registrysidecar.demo.DemoImage;
import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.DistributionClients;
import io.registrysidecar.oci.client.RegistryAccess;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.publish.ImageSigner;
import io.registrysidecar.publish.PublishedResults;
import io.registrysidecar.publish.Subject;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.VerdictResult;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.PasswordSource;
import io.registrysidecar.sign.key.PublicKeys;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service judges images by who signed them, before and after somebody does. */
class SignedVerdictTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final RepositoryName REPOSITORY = new RepositoryName("demo/shop");

  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private InMemoryRegistry registry;
  private DistributionClient client;
  private KeyRing release;
  private Path trusted;
  private Digest image;

  @BeforeEach
  void pushAnImage() throws Exception {
    registry = InMemoryRegistry.start(vertx, RegistryOptions.DEFAULT);
    client =
        new DistributionClients(vertx, "somebody", SubjectLock.inProcess())
            .open(RegistryAccess.of(registry.url()));
    release = ring("release");
    trusted = directory.resolve("release.pub");
    trust(release);
    image =
        new DemoImage(Files.createDirectory(directory.resolve("image")))
            .push(registry.url().getRawAuthority() + "/" + REPOSITORY + ":1.0");
  }

  @AfterEach
  void close() {
    client.close();
    registry.close();
    http.close();
    vertx.close().await();
  }

  @Test
  void aSignatureThatIsAttachedLaterMakesTheImagePassAndAnotherTrustMakesItFail() throws Exception {
    try (Sidecar sidecar = start()) {
      await().atMost(PATIENCE).until(() -> verdict().equals(Optional.of(VerdictResult.FAILED)));

      Digest bundle =
          new ImageSigner(client, release.signer(KeyRole.RELEASE), "somebody/1")
              .sign(subject(), ImageSigner.Form.BUNDLE, null, Instant.now());
      notify(sidecar, bundle);

      // The sample of the advisories is not complete, which is a warning.
      await().atMost(PATIENCE).until(() -> verdict().equals(Optional.of(VerdictResult.WARNED)));
    }

    trust(ring("another"));
    try (Sidecar _ = start()) {
      await().atMost(PATIENCE).until(() -> verdict().equals(Optional.of(VerdictResult.FAILED)));
    }
  }

  private Sidecar start() throws Exception {
    Path policy = directory.resolve("policy.yaml");
    Files.writeString(
        policy, "version: 1\nrules: [{id: released, signature: {signers: [release]}}]\n");
    Configuration configuration =
        new ConfigurationLoader(
                Map.of(
                    "REGISTRY_URL",
                    registry.url().toString(),
                    "REGISTRY_RECONCILE",
                    "1s",
                    "SIDECAR_LISTEN",
                    "127.0.0.1:0",
                    "SIDECAR_STATE",
                    directory.resolve("state").toString(),
                    "SIDECAR_POLICY_FILE",
                    policy.toString(),
                    "SIDECAR_TRUST_RELEASE_KEYS",
                    trusted.toString()),
                Map.of())
            .load(null);
    AdvisorySample.importTo(configuration.advisories().database(), InstantSource.system());
    return Sidecar.start(configuration, Map.of(), "test");
  }

  /** As a registry does that says nothing of what is in a manifest. */
  private void notify(Sidecar sidecar, Digest pushed) throws Exception {
    URI events = URI.create("http://127.0.0.1:" + sidecar.port() + "/events/registry");
    String event = "{\"repository\": \"%s\", \"digest\": \"%s\"}".formatted(REPOSITORY, pushed);
    assertThat(
            http.send(
                    HttpRequest.newBuilder(events).POST(BodyPublishers.ofString(event)).build(),
                    BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(202);
  }

  private Optional<VerdictResult> verdict() throws RegistryException {
    return PublishedResults.read(client, REPOSITORY, new ManifestKey.ByDigest(image))
        .flatMap(published -> Optional.ofNullable(published.report()))
        .map(Report::verdict)
        .map(verdict -> verdict.result());
  }

  private Subject subject() throws RegistryException {
    return new Subject(
        client.host(),
        REPOSITORY,
        client.manifest(REPOSITORY, new ManifestKey.ByDigest(image)).orElseThrow().self());
  }

  private KeyRing ring(String name) {
    return new KeyRing(
        new KeyRing.Settings(
            directory.resolve(name), true, PasswordSource.NONE, "XX", "none", name, Map.of()),
        InstantSource.system());
  }

  private void trust(KeyRing ring) throws Exception {
    Files.writeString(trusted, PublicKeys.pem(ring.signer(KeyRole.RELEASE).publicKey()));
  }
}

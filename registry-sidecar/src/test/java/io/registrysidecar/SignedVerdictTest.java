package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.registrysidecar.sign.key.PublicKeys;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

  private TestService service;
  private DistributionClient client;
  private KeyRing release;
  private Path trusted;
  private Digest image;

  @BeforeEach
  void pushAnImage() throws Exception {
    service = new TestService(directory);
    client =
        new DistributionClients(service.vertx(), "somebody", SubjectLock.inProcess())
            .open(RegistryAccess.of(service.registry()));
    release = ring("release");
    trusted = directory.resolve("release.pub");
    trust(release);
    image = service.push();
  }

  @AfterEach
  void close() {
    client.close();
    service.close();
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
    return service.start(
        "REGISTRY_RECONCILE",
        "1s",
        "SIDECAR_POLICY_FILE",
        policy.toString(),
        "SIDECAR_TRUST_RELEASE_KEYS",
        trusted.toString());
  }

  /** As a registry does that says nothing of what is in a manifest. */
  private void notify(Sidecar sidecar, Digest pushed) throws Exception {
    String event = "{\"repository\": \"%s\", \"digest\": \"%s\"}".formatted(REPOSITORY, pushed);
    assertThat(service.post(sidecar.port(), "/events/registry", event).statusCode()).isEqualTo(202);
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
    return SigningKeys.in(directory.resolve(name), InstantSource.system());
  }

  private void trust(KeyRing ring) throws Exception {
    Files.writeString(trusted, PublicKeys.pem(ring.signer(KeyRole.RELEASE).publicKey()));
  }
}

package io.registrysidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.DistributionClients;
import io.registrysidecar.oci.client.RegistryAccess;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.sigstore.Bundle;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.testing.SigningKeys;
import io.registrysidecar.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was signed before the key was replaced is signed again, though nothing else has changed. */
class RotatedKeyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final RepositoryName REPOSITORY = new RepositoryName("demo/shop");

  @TempDir Path directory;

  private TestService service;
  private DistributionClient client;
  private Digest image;

  @BeforeEach
  void pushAnImage() throws Exception {
    service = new TestService(directory);
    client =
        new DistributionClients(service.vertx(), "somebody", SubjectLock.inProcess())
            .open(RegistryAccess.of(service.registry()));
    image = service.push();
  }

  @AfterEach
  void close() {
    client.close();
    service.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyAttestationIsSignedAgain(boolean compromised) throws Exception {
    try (Sidecar sidecar = service.start("REGISTRY_RECONCILE", "1s")) {
      await().atMost(PATIENCE).until(() -> signedByTheKeyOfNow() >= 3 && isIdle(sidecar));
    }
    long signed = signedByTheKeyOfNow();
    ring().rotate(KeyRole.ATTESTATION, compromised);
    assertThat(signedByTheKeyOfNow()).as("by the new key, before it is used").isZero();

    try (Sidecar _ = service.start()) {
      await().atMost(PATIENCE).until(() -> signedByTheKeyOfNow() == signed);
      await().atMost(PATIENCE).until(() -> bundles() == signed);
    }
  }

  /** But for the later look at what was published, nothing is left to do. */
  private boolean isIdle(Sidecar sidecar) throws Exception {
    JsonNode jobs = service.get(sidecar.port(), "/api/v1/jobs").path("items");
    return jobs.valueStream().noneMatch(job -> job.path("kind").asText().equals("scan"));
  }

  private KeyRing ring() {
    return SigningKeys.in(directory.resolve("state/keys"), InstantSource.system());
  }

  private long bundles() throws Exception {
    return client.referrers(REPOSITORY, image, Bundle.MEDIA_TYPE).size();
  }

  private long signedByTheKeyOfNow() throws Exception {
    SigstoreVerifier verifier =
        SigningKeys.trusting(
            "now", ring().signer(KeyRole.ATTESTATION).publicKey(), InstantSource.system());
    long signed = 0;
    for (Descriptor referrer : client.referrers(REPOSITORY, image, Bundle.MEDIA_TYPE)) {
      var key = new ManifestKey.ByDigest(referrer.digest());
      if (client.manifest(REPOSITORY, key).orElse(null) instanceof Manifest.Image bundle) {
        Descriptor layer = bundle.layers().getFirst();
        byte[] content = client.blob(REPOSITORY, layer).readAllBytes();
        if (verifier.bundle(layer, content, image).verification() instanceof Verification.Trusted) {
          signed++;
        }
      }
    }
    return signed;
  }
}

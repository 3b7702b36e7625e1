package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that is forged, copied or expired passes {@code verify}. */
class ForgeryIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private static final String NOTARY = "application/vnd.cncf.notary.signature";

  @TempDir Path folder;

  private SidecarCommand sidecar;

  @BeforeEach
  void state() {
    sidecar = new SidecarCommand(folder.resolve("state"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void nothingThatIsForgedOrCopiedPasses(RegistryKind kind) throws Exception {
    Path lenient =
        SignedImages.policy(
            folder, "lenient", "{id: grave, vulnerabilities: {severity: critical}}");
    try (Registry registry = kind.start(folder)) {
      String image = SignedImages.push(folder, registry, "app");
      String victim = SignedImages.push(folder, registry, "victim");
      Release release = Release.named(folder, "release");
      release.cosign(image, "sign");
      release.cosign(image, "sign", "--new-bundle-format=false");
      sidecar.attachResults(image);

      // Everything of the one image is put at the other, by somebody who may push there.
      for (JsonNode referrer : registry.referrers("team/app", SignedImages.digest(image))) {
        Path content = folder.resolve("copy");
        Files.write(content, JSON.writeValueAsBytes(registry.content("team/app", referrer)));
        String type = referrer.path("artifactType").asText();
        if (!type.equals(BUNDLE)) {
          registry.attach(victim, type, type, content);
        }
      }
      Path bundle = folder.resolve("bundle.json");
      Files.write(bundle, bundleOf(registry, image));
      registry.attach(victim, BUNDLE, BUNDLE, bundle);
      Path garbage = Files.writeString(folder.resolve("garbage"), "{\"mediaType\":[[[[");
      registry.attach(victim, BUNDLE, BUNDLE, garbage);
      registry.attach(victim, NOTARY, "application/jose+json", garbage);
      registry.attach(victim, NOTARY, "application/cose", garbage);
      registry.attach(victim, NOTARY, "text/plain", garbage);
      Command.run(
              Project.tool("crane"),
              "copy",
              "--insecure",
              image.replace('@', ':').replace(":sha256:", ":sha256-") + ".sig",
              victim.replace('@', ':').replace(":sha256:", ":sha256-") + ".sig")
          .ok();

      Command.Result verified = sidecar.run("verify", "--key", release.publicKey(), victim);
      assertThat(verified.status()).isEqualTo(1);
      assertThat(verified.out().lines())
          .as(verified.out())
          .noneMatch(line -> line.startsWith("  trusted"))
          .filteredOn(
              line -> line.contains("it is about " + SignedImages.digest(image) + ", not about "))
          .hasSize(2);
      Command.Result judged = sidecar.run("verify", "--policy", lenient.toString(), victim);
      assertThat(judged.status()).isEqualTo(3);
      assertThat(judged.err()).contains("no report of it is signed");

      // What is good beside it is still seen.
      release.cosign(victim, "sign");
      sidecar.run("verify", "--key", release.publicKey(), victim).ok();
    }
  }

  /** The bundle that signs the image itself. */
  private static byte[] bundleOf(Registry registry, String image) throws Exception {
    for (JsonNode referrer : registry.referrers("team/app", SignedImages.digest(image))) {
      if (referrer.path("artifactType").asText().equals(BUNDLE)) {
        JsonNode bundle = registry.content("team/app", referrer);
        byte[] payload = bundle.at("/dsseEnvelope/payload").binaryValue();
        if (JSON.readTree(payload).path("predicateType").asText().contains("cosign/sign")) {
          return JSON.writeValueAsBytes(bundle);
        }
      }
    }
    throw new AssertionError("no bundle of " + image);
  }

  @Test
  void whatHasExpiredIsTrustedNoMore() throws Exception {
    try (Registry registry = RegistryKind.NATIVE.start(folder)) {
      Release release = Release.named(folder, "release");
      release.certify("-1d", 30);
      String trust = release.notationDirectory().toString();
      String image = SignedImages.push(folder, registry, "app");
      release.notation(image, "-expires", "3s").ok();
      Awaitility.await("the signature expires")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> {
            Command.Result late = sidecar.run("verify", "--trust-directory", trust, image);
            assertThat(late.status()).isEqualTo(1);
            assertThat(late.out()).contains("expired");
          });

      // A certificate that ends within seconds.
      String brief = SignedImages.push(folder, registry, "brief");
      Awaitility.await("a signature by a certificate that has still time")
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            release.certify("-86395S", 1);
            return release.notation(brief).status() == 0;
          });
      Awaitility.await("the certificate expires")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> {
            Command.Result late = sidecar.run("verify", "--trust-directory", trust, brief);
            assertThat(late.status()).isEqualTo(1);
            assertThat(late.out()).contains("untrusted").contains("CN=release");
          });
    }
  }
}

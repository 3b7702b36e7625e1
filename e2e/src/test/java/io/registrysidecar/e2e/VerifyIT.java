package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarCommand;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that others signed are verified by {@code verify}, and by each scan. */
class VerifyIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private SidecarCommand sidecar;

  @BeforeEach
  void state() {
    sidecar = new SidecarCommand(folder.resolve("state"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void whatCosignAndNotationSignedIsTrustedByTheirKeysAndNoOthers(RegistryKind kind)
      throws Exception {
    try (Registry registry = kind.start(folder)) {
      String image = SignedImages.push(folder, registry, "app");
      Release release = Release.named(folder, "release");
      Release other = Release.named(folder, "other");
      release.certify("-1d", 30);
      release.cosign(image, "sign", "--new-bundle-format=false");
      release.cosign(image, "sign");
      release.notation(image).ok();
      release.notation(image, "-cose").ok();
      Path facts = Files.writeString(folder.resolve("facts.json"), "{\"tested\":true}");
      other.cosign(image, "attest", "--type", "custom", "--predicate", facts.toString());
      other.cosign(
          image,
          "attest",
          "--type",
          "custom",
          "--predicate",
          facts.toString(),
          "--new-bundle-format=false");

      Command.Result verified =
          sidecar.run(
              "verify",
              "--key",
              release.publicKey(),
              "--trust-directory",
              release.notationDirectory().toString(),
              image);
      assertThat(verified.ok().out())
          .contains(
              "trusted    bundle              image signature by key release, trusted for release")
          .contains("trusted    legacy              image signature by key release")
          .contains("signed by somebody who is trusted for releases");
      assertThat(verified.out().lines())
          .filteredOn(line -> line.contains("trusted    notary"))
          .hasSize(2)
          .allMatch(line -> line.contains("CN=release,O=Example,ST=Berlin,C=DE"));
      assertThat(verified.out().lines())
          .filteredOn(line -> line.contains("untrusted"))
          .hasSize(2)
          .allMatch(line -> line.contains("https://cosign.sigstore.dev/attestation/v1 by "));

      // The other key is good for what it attested, and that is no signature of the image.
      Command.Result others = sidecar.run("verify", "--key", other.publicKey(), image);
      assertThat(others.status()).isEqualTo(1);
      assertThat(others.out())
          .contains("trusted    legacy-attestation  https://cosign.sigstore.dev/attestation/v1")
          .contains("untrusted  bundle              image signature")
          .contains("no signature of the image by anybody who is trusted for releases");

      assertThat(
              results(sidecar.run("verify", "--format", "json", "--key", other.publicKey(), image)))
          .isEqualTo(
              Map.of(
                  "bundle image", "untrusted",
                  "bundle https://cosign.sigstore.dev/attestation/v1", "trusted",
                  "legacy image", "untrusted",
                  "legacy-attestation https://cosign.sigstore.dev/attestation/v1", "trusted",
                  "notary image", "untrusted"));
    }
  }

  /** Form and statement of each signature, and what came of it. */
  private static Map<String, String> results(Command.Result verified) throws Exception {
    Map<String, String> results = new TreeMap<>();
    for (JsonNode each : JSON.readTree(verified.out()).path("signatures")) {
      String says = each.path("statement").asText();
      results.put(
          each.path("form").asText() + " " + (says.isEmpty() ? "image" : says),
          each.path("result").asText());
    }
    return results;
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void theAuditTrailTellsOfEverySignatureHowFarItCanBeReliedOn(RegistryKind kind) throws Exception {
    try (Registry registry = kind.start(folder)) {
      String image = SignedImages.push(folder, registry, "app");
      Release release = Release.named(folder, "release");
      Release other = Release.named(folder, "other");
      release.cosign(image, "sign", "--new-bundle-format=false");
      other.cosign(image, "sign", "--new-bundle-format=false");
      other.cosign(image, "sign");

      Command.Result scanned =
          sidecar.run(
              Map.of("SIDECAR_TRUST_RELEASE_KEYS", release.publicKey()),
              "scan",
              "--format",
              "json",
              "--db",
              SidecarProcess.database().toString(),
              image);
      JsonNode trail = JSON.readTree(scanned.ok().out()).path("audit");
      assertThat(trail.path("signatures"))
          .extracting(
              found -> found.path("kind").asText(),
              found -> found.path("result").asText(),
              found -> found.path("trust").asText(),
              found -> found.path("signer").asText())
          .containsExactlyInAnyOrder(
              tuple("cosign-sig", "ok", "verified", "key release"),
              tuple("cosign-sig", "untrusted", "claimed-signed", ""),
              tuple("cosign-bundle", "untrusted", "claimed-signed", ""));
    }
  }

  @Test
  void whatCannotBeAskedIsSaidInOneLine() throws Exception {
    String nobody = "127.0.0.1:" + Project.freePort() + "/team/app:1.0";
    for (String command : List.of("verify", "sign")) {
      Command.Result unreachable = sidecar.run(command, nobody);
      assertThat(unreachable.status()).isEqualTo(3);
      assertThat(unreachable.err().lines())
          .filteredOn(line -> line.startsWith("registry-sidecar:"))
          .singleElement()
          .asString()
          .contains(nobody.substring(0, nobody.indexOf('/')))
          .contains("cannot be reached");
    }
    try (Registry registry = RegistryKind.NATIVE.start(folder)) {
      assertThat(sidecar.run("verify", registry.host() + "/team/none:1").err())
          .contains("no such image");
      String image = SignedImages.push(folder, registry, "app");
      assertThat(sidecar.run("verify", image).status()).isEqualTo(1);
      assertThat(sidecar.run("verify", image).out()).contains("nothing is signed");
      assertThat(
              sidecar.run("verify", "--key", folder.resolve("none.pub").toString(), image).status())
          .isEqualTo(3);
      Path broken = SignedImages.policy(folder, "broken", "{id: x, nonsense: {}}");
      Command.Result refused = sidecar.run("verify", "--policy", broken.toString(), image);
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err()).contains("broken.yaml:4:").contains("nonsense");
    }
  }
}

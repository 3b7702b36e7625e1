package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * An image whose verdict whoever decides in a cluster asks for, or reads.
 *
 * @param registry where it is
 * @param repository its repository
 * @param digest its digest
 */
record Judged(Registry registry, String repository, String digest) {

  /** What is attested of an image when there is a policy. */
  static final List<String> VERDICT_AND_SCAN =
      List.of(
          "https://slsa.dev/verification_summary/v1",
          "https://cosign.sigstore.dev/attestation/vuln/v1");

  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  /** An image that meets the policy. */
  static Judged good(Registry registry, Path folder) throws Exception {
    return push(registry, folder, "good", "base-files=12.4");
  }

  /** An image that does not. */
  static Judged bad(Registry registry, Path folder) throws Exception {
    return push(registry, folder, "bad", "openssl=3.0.9-1");
  }

  /** An image like the good one, of which nobody has heard when the service is away. */
  static Judged unseen(Registry registry, Path folder) throws Exception {
    return push(registry, folder, "unseen", "base-files=12.4", "tzdata=2024a-0+deb12u1");
  }

  private static Judged push(Registry registry, Path folder, String name, String... packages)
      throws Exception {
    LayoutBuilder.Layout layout = LayoutBuilder.debian12(packages).write(folder.resolve(name));
    return new Judged(
        registry, "team/" + name, registry.pushWithSkopeo(layout, "team/" + name + ":1.0"));
  }

  /** What the service needs to judge images. */
  static Map<String, String> policy(Path folder) throws IOException {
    String text = "version: 1\nrules:\n  - {id: severe, vulnerabilities: {severity: high}}\n";
    return Map.of(
        "SIDECAR_POLICY_FILE", Files.writeString(folder.resolve("policy.yaml"), text).toString());
  }

  /** The manifest for one who decides. */
  static Path render(Path folder, String consumer, List<String> settings) throws Exception {
    List<String> words =
        new ArrayList<>(List.of(Project.launcher(), "admission", "render", consumer));
    words.addAll(settings);
    return Files.writeString(
        Files.createTempFile(folder, consumer, ".yaml"), Command.run(Map.of(), words).ok().out());
  }

  /** The image by its tag. */
  String tagged() {
    return registry.host() + "/" + repository + ":1.0";
  }

  /** The image by its digest. */
  String pinned() {
    return registry.host() + "/" + repository + "@" + digest;
  }

  /** Waits for the bundles with the verdict and the scan. */
  Judged awaitBundles() {
    Awaitility.await(this + " is judged")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() ->
            assertThat(Published.kinds(registry.referrers(repository, digest)))
                .containsAll(VERDICT_AND_SCAN));
    return this;
  }

  /** Waits for the attestations in cosign's old form, with the verdict and the scan. */
  Judged awaitOldForm() {
    Awaitility.await(this + " is judged")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(AssertionError.class)
        .until(() -> {
          List<String> types = new ArrayList<>();
          registry
              .manifest(repository, oldForm())
              .path("layers")
              .forEach(
                  layer -> types.add(layer.path("annotations").path("predicateType").asText()));
          return types.containsAll(VERDICT_AND_SCAN);
        });
    return this;
  }

  /** The tag at which attestations in cosign's old form are. */
  String oldForm() {
    return digest.replace(':', '-') + ".att";
  }

  /** Copies what is at one tag of a repository to another, as anybody can who may push there. */
  void copyTag(String tag, Judged other, String otherTag) throws Exception {
    Command.run(
            Project.tool("regctl"),
            "--host",
            "reg=" + registry.host() + ",tls=disabled",
            "image",
            "copy",
            registry.host() + "/" + repository + ":" + tag,
            registry.host() + "/" + other.repository + ":" + otherTag)
        .ok();
  }

  /** Attaches what is attested of this image to another one, as anybody can who may push there. */
  void copyBundlesTo(Judged other, Path folder) throws Exception {
    other.attach(bundles(folder));
  }

  /** What is attested of this image, in files. */
  List<Path> bundles(Path folder) throws Exception {
    List<Path> bundles = new ArrayList<>();
    for (JsonNode referrer : registry.referrers(repository, digest)) {
      if (referrer.path("artifactType").asText().equals(BUNDLE)) {
        Path bundle = Files.createTempFile(folder, "bundle", ".json");
        bundles.add(Files.writeString(bundle, registry.content(repository, referrer).toString()));
      }
    }
    return bundles;
  }

  /** Attaches bundles to this image, as anybody can who may push there. */
  void attach(List<Path> bundles) throws Exception {
    for (Path bundle : bundles) {
      Command.run(
              Project.tool("regctl"),
              "--host",
              "reg=" + registry.host() + ",tls=disabled",
              "artifact",
              "put",
              "--subject",
              pinned(),
              "--artifact-type",
              BUNDLE,
              "--file-media-type",
              BUNDLE,
              "--file",
              bundle.toString())
          .ok();
    }
  }
}

package io.registrysidecar.e2e;

import static io.registrysidecar.e2e.AdmissionRequests.created;
import static io.registrysidecar.e2e.AdmissionRequests.mounting;
import static io.registrysidecar.e2e.AdmissionRequests.spec;
import static io.registrysidecar.e2e.AdmissionRequests.template;
import static io.registrysidecar.e2e.AdmissionRequests.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SelfSigned;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kyverno's own engine decides with the policies that are rendered for it. */
class KyvernoIT {

  private static final Path KYVERNO = Project.root().resolve("e2e/.tools/bin/kyverno");

  @TempDir Path folder;

  @BeforeEach
  void kyvernoIsThere() {
    assumeThat(KYVERNO).as("e2e/run builds it unless E2E_KYVERNO=off").exists();
  }

  @Test
  void kyvernoAsksTheServiceAndSaysWhyNot() throws Exception {
    int port = Project.freePort();
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess sidecar =
            SidecarProcess.start(
                folder.resolve("sidecar"), Project.freePort(), registry, "1h", listening(port))) {
      String good = Judged.good(registry, folder).tagged();
      String bad = Judged.bad(registry, folder).tagged();
      Path closed = asking(port, "closed");
      Path open = asking(port, "open");

      assertThat(decide(closed, created("Pod", "", spec(good)))).isEqualTo("");
      assertThat(decide(closed, created("Pod", "", spec(bad))))
          .startsWith("images-may-run: fail: ")
          .contains(bad, "FAILED: severe: ");
      assertThat(decide(closed, created("Pod", "", mounting(good, bad))))
          .contains("FAILED: severe: ");
      assertThat(decide(closed, created("Deployment", "apps", template(spec(bad)))))
          .startsWith("autogen-images-may-run: fail: ")
          .contains("FAILED: severe: ");
      assertThat(decide(closed, created("Deployment", "apps", template(spec(good))))).isEqualTo("");
      assertThat(
              decide(
                  closed,
                  created(
                      "CronJob",
                      "batch",
                      "{\"jobTemplate\": {\"spec\": " + template(mounting(good, bad)) + "}}")))
          .startsWith("autogen-cronjob-images-may-run: fail: ")
          .contains("FAILED: severe: ");
      assertThat(
              decide(closed, created("Pod", "", spec(bad)).replace("\"prod\"", "\"kube-system\"")))
          .as("a namespace that is left alone")
          .isEqualTo("");

      assertThat(decide(closed, updated(spec(bad), spec(bad)))).as("nothing changes").isEqualTo("");
      assertThat(decide(closed, updated(spec(bad), spec(good)))).contains("FAILED: severe: ");

      Path wrong =
          Files.writeString(
              folder.resolve("wrong.yaml"),
              Files.readString(closed).replace("/admission/kyverno\"", "/admission/typo\""));
      assertThat(decide(wrong, created("Pod", "", spec(good))))
          .as("a problem of HTTP is no permission")
          .contains("404");
      assertThat(run(Map.of(), closed, created("Pod", "", spec(good))).out())
          .as("Kyverno itself asks nobody on loopback")
          .contains("blocked range 127.0.0.0/8");

      sidecar.stop();
      assertThat(decide(closed, created("Pod", "", spec(good)))).contains("images-may-run: error");
      assertThat(decide(open, created("Pod", "", spec(bad)))).isEqualTo("");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "NATIVE"})
  void kyvernoReadsWhatIsSignedAtTheImageAndAsksNobody(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(
                folder.resolve("sidecar"), port, registry, "1h", Judged.policy(folder))) {
      Judged good = Judged.good(registry, folder).awaitBundles();
      Judged bad = Judged.bad(registry, folder).awaitBundles();
      Path key = folder.resolve("cosign.pub");
      Files.writeString(key, sidecar.text("/keys/cosign.pub"));
      sidecar.stop();
      Judged unknown = Judged.unseen(registry, folder);

      String images = registry.host() + "/*";
      Path policy = reading(images, key.toString());
      assertThat(decide(policy, pod(good))).isEqualTo("");
      assertThat(decide(policy, pod(bad)))
          .startsWith("scanned-and-passed: fail: ")
          .contains("attestation checks failed", "https://slsa.dev/verification_summary/v1");
      assertThat(decide(policy, pod(unknown))).contains("no matching signatures found");
      assertThat(decide(policy, created("Deployment", "apps", template(spec(bad.tagged())))))
          .startsWith("autogen-scanned-and-passed: fail: ");

      good.copyBundlesTo(unknown, folder);
      assertThat(decide(policy, pod(unknown)))
          .as("what was attested of another image")
          .contains("no matching signatures found");

      String other = Release.named(folder.resolve("other"), "other").publicKey();
      assertThat(decide(reading(images, other), pod(good)))
          .as("with somebody else's key")
          .contains("no matching signatures found");
      assertThat(decide(reading(images, other, key.toString()), pod(good)))
          .as("while keys are being replaced")
          .isEqualTo("");
      Path impatient =
          Files.writeString(
              folder.resolve("impatient.yaml"),
              Files.readString(policy).replace("\"168h\"", "\"1ms\""));
      assertThat(decide(impatient, pod(good)))
          .as("older than allowed")
          .contains("attestation checks failed");
      assertThat(decide(reading("registry.example.com/*", key.toString()), pod(bad)))
          .as("an image that is not meant")
          .isEqualTo("");
    }
  }

  /** Who may push can put it back; what that is good for is in docs/admission.md. */
  @Test
  void anOldVerdictThatIsPutBackBesideTheNewOneIsRefused() throws Exception {
    int port = Project.freePort();
    try (Registry registry =
            RegistryKind.NATIVE.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(
                folder.resolve("sidecar"), port, registry, "1h", Judged.policy(folder))) {
      Judged image = Judged.good(registry, folder).awaitBundles();
      Path key = folder.resolve("cosign.pub");
      Files.writeString(key, sidecar.text("/keys/cosign.pub"));
      Path reading = reading(registry.host() + "/*", key.toString());
      assertThat(decide(reading, pod(image))).isEqualTo("");
      List<Path> passed = image.bundles(folder);

      Files.writeString(
          folder.resolve("policy.yaml"),
          "version: 1\nrules:\n  - {id: ours, registry: {allow: [registry.example.com/**]}}\n");
      Awaitility.await("the new verdict")
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> assertThat(decide(reading, pod(image))).contains("scanned-and-passed: fail"));
      sidecar.stop();

      image.attach(passed);

      assertThat(image.bundles(folder).stream().map(KyvernoIT::text))
          .as("the old one and the new one")
          .containsAll(passed.stream().map(KyvernoIT::text).toList())
          .hasSizeGreaterThan(passed.size());
      assertThat(decide(reading, pod(image)))
          .startsWith("scanned-and-passed: fail: ")
          .contains("attestation checks failed");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> listening(int port) throws Exception {
    SelfSigned server = SelfSigned.make(folder, "sidecar");
    Map<String, String> settings = new HashMap<>(Judged.policy(folder));
    settings.put("SIDECAR_ADMISSION_LISTEN", "127.0.0.1:" + port);
    settings.put("SIDECAR_ADMISSION_CERT_FILE", server.certificate().toString());
    settings.put("SIDECAR_ADMISSION_KEY_FILE", server.key().toString());
    settings.put("SIDECAR_ADMISSION_DEADLINE", "20s");
    return settings;
  }

  private Path asking(int port, String fail) throws Exception {
    return Judged.render(
        folder,
        "kyverno",
        List.of(
            "--url",
            "https://127.0.0.1:" + port,
            "--ca",
            folder.resolve("sidecar.crt").toString(),
            "--timeout",
            "30",
            "--fail",
            fail));
  }

  private Path reading(String images, String... keys) throws Exception {
    List<String> settings = new ArrayList<>(List.of("--images", images));
    for (String key : keys) {
      settings.addAll(List.of("--key", key));
    }
    return Judged.render(folder, "kyverno-attestations", settings);
  }

  private static String pod(Judged image) {
    return created("Pod", "", spec(image.tagged()));
  }

  /** What Kyverno objects to; empty when it admits. */
  private String decide(Path policies, String review) throws Exception {
    Command.Result result = run(Map.of("FLAG_HTTP_BLOCKLIST", "169.254.169.254"), policies, review);
    assertThat(result.status()).as(result.err()).isEqualTo(result.out().isEmpty() ? 0 : 1);
    return result.out();
  }

  private Command.Result run(Map<String, String> environment, Path policies, String review)
      throws Exception {
    Path request = Files.writeString(folder.resolve("request.json"), review);
    return Command.run(
        environment, List.of(KYVERNO.toString(), policies.toString(), request.toString()));
  }
}

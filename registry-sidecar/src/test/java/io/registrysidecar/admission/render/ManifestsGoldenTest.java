package io.registrysidecar.admission.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What each consumer gets, in files that a reviewer reads. After an intended change: {@code mvn …
 * -Dtest=ManifestsGoldenTest -Dgolden=write}, and read the difference.
 */
class ManifestsGoldenTest {

  @Test
  void gatekeeper() throws Exception {
    assertSame("gatekeeper.yaml", Rendering.plain().certified(), Consumer.GATEKEEPER);
  }

  @Test
  void gatekeeperThatReplacesTagsAndLetsEverythingThroughWhileNobodyAnswers() throws Exception {
    assertSame(
        "gatekeeper-digests-open.yaml",
        Rendering.plain().certified().digests().open(),
        Consumer.GATEKEEPER);
  }

  @Test
  void ratify() throws Exception {
    assertSame("ratify.yaml", Rendering.plain().certified().digests(), Consumer.RATIFY);
  }

  @Test
  void webhook() throws Exception {
    assertSame(
        "webhook.yaml",
        Rendering.plain().certified().exemptNamespaces("monitoring"),
        Consumer.WEBHOOK);
  }

  @Test
  void webhookAtAnAddressThatEveryMachineTrusts() throws Exception {
    assertSame(
        "webhook-url-open.yaml",
        Rendering.plain().url("https://sidecar.example.com:8443").open(),
        Consumer.WEBHOOK);
  }

  @Test
  void mutatingWebhook() throws Exception {
    assertSame("mutating-webhook.yaml", Rendering.plain().certified(), Consumer.MUTATING_WEBHOOK);
  }

  @Test
  void imagePolicy() throws Exception {
    assertSame(
        "image-policy.yaml",
        Rendering.plain()
            .url("https://sidecar.example.com:8443")
            .certified()
            .client(
                "/etc/kubernetes/image-policy/client.pem",
                "/etc/kubernetes/image-policy/client.key"),
        Consumer.IMAGE_POLICY);
  }

  @Test
  void imagePolicyWithoutClientCertificate() throws Exception {
    assertSame(
        "image-policy-open.yaml",
        Rendering.plain().url("https://sidecar.example.com").open(),
        Consumer.IMAGE_POLICY);
  }

  @Test
  void kyverno() throws Exception {
    assertSame("kyverno.yaml", Rendering.plain().certified(), Consumer.KYVERNO);
  }

  @Test
  void kyvernoThatReadsAttestations() throws Exception {
    assertSame(
        "kyverno-attestations.yaml",
        Rendering.plain()
            .signedBy("scanner.pub", "scanner-old.pub")
            .images("registry.example.com/*", "mirror.example.com/team/*"),
        Consumer.KYVERNO_ATTESTATIONS);
  }

  @Test
  void policyController() throws Exception {
    assertSame(
        "policy-controller.yaml",
        Rendering.plain()
            .signedBy("scanner.pub", "scanner-old.pub")
            .images("registry.example.com/*"),
        Consumer.POLICY_CONTROLLER);
  }

  @Test
  void containerd() throws Exception {
    assertSame(
        "containerd.sh",
        Rendering.plain()
            .url("https://sidecar.example.com:8443")
            .certified()
            .client("/etc/registry-sidecar/client.pem", "/etc/registry-sidecar/client.key")
            .exempt("registry.k8s.io/pause:*", "registry.example.com/registry-sidecar*"),
        Consumer.CONTAINERD);
  }

  @Test
  void containerdThatLetsEverythingThroughWhileNobodyAnswers() throws Exception {
    assertSame(
        "containerd-open.sh",
        Rendering.plain().url("http://127.0.0.1:8443/").open(),
        Consumer.CONTAINERD);
  }

  private static void assertSame(String file, Rendering rendering, Consumer consumer)
      throws IOException, CannotRender {
    String actual = rendering.text(consumer);
    if ("write".equals(System.getProperty("golden"))) {
      Path source = Path.of("src/test/resources/io/registrysidecar/admission/render/golden", file);
      Files.createDirectories(source.getParent());
      Files.writeString(source, actual);
      return;
    }
    try (InputStream golden = ManifestsGoldenTest.class.getResourceAsStream("golden/" + file)) {
      assertThat(golden).as("golden file %s", file).isNotNull();
      assertThat(actual)
          .as(file)
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}

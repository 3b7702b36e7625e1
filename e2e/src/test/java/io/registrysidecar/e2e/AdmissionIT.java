package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SelfSigned;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clusters ask over TLS, with curl, about images in a registry that has told the sidecar of none.
 */
class AdmissionIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String POLICY =
      "version: 1\nrules:\n  - {id: severe, vulnerabilities: {severity: high}}\n";

  @TempDir Path folder;

  private final int port = Project.freePort();
  private SelfSigned server = new SelfSigned(Path.of(""), Path.of(""));
  private SelfSigned client = server;

  @BeforeEach
  void makeCertificates() throws Exception {
    server = SelfSigned.make(folder, "sidecar");
    client = SelfSigned.make(folder, "api-server");
  }

  @Test
  void anImageIsAllowedAndAnotherDeniedThroughEachEndpoint() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess sidecar = start(registry, Map.of())) {
      String good = registry.host() + "/team/good:1.0";
      String bad = registry.host() + "/team/bad:1.0";
      String digest = push(registry, "good", "base-files=12.4");
      push(registry, "bad", "openssl=3.0.9-1");

      JsonNode allowed = post("/admission/validate?timeout=30s", pod(good)).path("response");
      assertThat(allowed.path("uid").asText()).isEqualTo("u-1");
      assertThat(allowed.path("allowed").asBoolean()).as(allowed.toString()).isTrue();
      assertThat(allowed.path("auditAnnotations").path("digest").asText()).isEqualTo(digest);
      JsonNode denied = post("/admission/validate?timeout=30s", pod(bad)).path("response");
      assertThat(denied.path("allowed").asBoolean()).isFalse();
      assertThat(denied.path("status").path("message").asText())
          .startsWith(bad + " (sha256:")
          .contains("FAILED: severe: ");

      JsonNode pinned = post("/admission/mutate", pod(good)).path("response");
      assertThat(new String(patch(pinned), StandardCharsets.UTF_8))
          .isEqualTo(
              "[{\"op\":\"replace\",\"path\":\"/spec/containers/0/image\",\"value\":\""
                  + registry.host()
                  + "/team/good@"
                  + digest
                  + "\"}]");

      assertThat(reviewed(good)).isTrue();
      assertThat(reviewed(bad)).isFalse();

      assertThat(post("/admission/kyverno", kyverno(good)).path("allowed").asBoolean()).isTrue();
      assertThat(post("/admission/kyverno", kyverno(bad)).path("allowed").asBoolean()).isFalse();

      for (String path : List.of("/admission/gatekeeper", "/ratify/gatekeeper/v1/verify")) {
        JsonNode items = post(path, provider(good, bad)).path("response").path("items");
        assertThat(items.path(0).path("value").path("isSuccess").asBoolean()).isTrue();
        assertThat(items.path(1).path("value").path("isSuccess").asBoolean()).isFalse();
        JsonNode report = items.path(0).path("value").path("verifierReports").path(0);
        assertThat(report.path("type").asText()).isEqualTo("vulnerabilityreport");
        assertThat(report.path("nestedResults").path(0).path("artifactType").asText())
            .isEqualTo("application/vnd.cncf.notary.signature");
        assertThat(
                registry.manifest("team/good", report.path("referenceDigest").asText()).toString())
            .contains("application/sarif+json");
      }
      for (String path : List.of("/admission/gatekeeper/mutate", "/ratify/gatekeeper/v1/mutate")) {
        JsonNode item = post(path, provider(good)).path("response").path("items").path(0);
        assertThat(item.path("value").asText()).isEqualTo(registry.host() + "/team/good@" + digest);
      }

      assertThat(curl(null, "/admission/verdict?image=" + good, null).out())
          .startsWith("{\"allowed\":true,");
      assertThat(curl(null, "/admission/verdict?image=" + bad, null).out())
          .startsWith("{\"allowed\":false,");
      assertThat(sidecar.get("/api/v1/verdict?image=" + good).path("allowed").asBoolean()).isTrue();
      assertThat(sidecar.log()).doesNotContain("ERROR");
    }
  }

  @Test
  void withAnAuthorityOfClientsOnlyTheirCertificatesAreAnswered() throws Exception {
    Map<String, String> mutual =
        Map.of("SIDECAR_ADMISSION_CLIENT_CA_FILE", client.certificate().toString());
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess _ = start(registry, mutual)) {
      push(registry, "good", "base-files=12.4");
      String path = "/admission/verdict?image=" + registry.host() + "/team/good:1.0";

      assertThat(curl(client, path, null).ok().out()).startsWith("{\"allowed\":true,");
      assertThat(curl(null, path, null)).as("no certificate").matches(r -> r.status() != 0);
      assertThat(curl(SelfSigned.make(folder, "stranger"), path, null))
          .as("somebody else's certificate")
          .matches(result -> result.status() != 0);
    }
  }

  @Test
  void whenTheRegistryIsGoneWhatIsKnownIsAnsweredAndTheRestIsRefusedWithTheReason()
      throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess _ = start(registry, Map.of())) {
      String digest = push(registry, "good", "base-files=12.4");
      String repository = registry.host() + "/team/good";
      assertThat(allowed(repository + ":1.0")).isTrue();

      registry.daemon().kill();

      assertThat(allowed(repository + "@" + digest)).isTrue();
      JsonNode response =
          post("/admission/validate?timeout=30s", pod(repository + ":2.0")).path("response");
      assertThat(response.path("allowed").asBoolean()).isFalse();
      assertThat(response.path("status").path("message").asText())
          .contains(repository + ":2.0: ", "the registry cannot be reached");
      assertThat(post("/admission/mutate?timeout=30s", pod(repository + ":2.0")).toString())
          .contains("its tag is not replaced");
    }
  }

  private SidecarProcess start(Registry registry, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put(
        "SIDECAR_POLICY_FILE", Files.writeString(folder.resolve("policy.yaml"), POLICY).toString());
    environment.put("SIDECAR_ADMISSION_LISTEN", "127.0.0.1:" + port);
    environment.put("SIDECAR_ADMISSION_CERT_FILE", server.certificate().toString());
    environment.put("SIDECAR_ADMISSION_KEY_FILE", server.key().toString());
    environment.put("SIDECAR_ADMISSION_DEADLINE", "20s");
    return SidecarProcess.start(
        folder.resolve("sidecar"), Project.freePort(), registry, "1h", environment);
  }

  private String push(Registry registry, String name, String... packages) throws Exception {
    return registry.pushWithSkopeo(
        LayoutBuilder.debian12(packages).write(folder.resolve(name)), "team/" + name + ":1.0");
  }

  private boolean allowed(String image) throws Exception {
    return post("/admission/validate?timeout=30s", pod(image))
        .path("response")
        .path("allowed")
        .asBoolean();
  }

  private boolean reviewed(String image) throws Exception {
    return post(
            "/admission/image-review",
            """
            {"apiVersion": "imagepolicy.k8s.io/v1alpha1", "kind": "ImageReview",
             "spec": {"containers": [{"image": "%s"}], "namespace": "prod"}}
            """
                .formatted(image))
        .path("status")
        .path("allowed")
        .asBoolean();
  }

  private JsonNode post(String path, String body) throws Exception {
    return JSON.readTree(curl(null, path, body).ok().out());
  }

  private Command.Result curl(@Nullable SelfSigned shown, String path, @Nullable String body)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "curl",
                "--silent",
                "--show-error",
                "--tlsv1.3",
                "--cacert",
                server.certificate().toString()));
    if (shown != null) {
      words.addAll(List.of("--cert", shown.certificate().toString()));
      words.addAll(List.of("--key", shown.key().toString()));
    }
    if (body != null) {
      words.addAll(List.of("--header", "Content-Type: application/json", "--data", body));
    }
    words.add("https://127.0.0.1:" + port + path);
    return Command.run(Map.of(), words);
  }

  private static byte[] patch(JsonNode response) {
    return Base64.getDecoder().decode(response.path("patch").asText());
  }

  private static String pod(String image) {
    return """
    {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {
      "uid": "u-1", "kind": {"group": "", "version": "v1", "kind": "Pod"}, "namespace": "prod", "operation": "CREATE",
      "object": {"spec": {"containers": [{"name": "web", "image": "%s"}]}}}}
    """
        .formatted(image);
  }

  private static String kyverno(String image) {
    return "{\"images\": {\"containers\": {\"web\": {\"reference\": \"" + image + "\"}}}}";
  }

  private static String provider(String... images) {
    return """
    {"apiVersion": "externaldata.gatekeeper.sh/v1beta1", "kind": "ProviderRequest", "request": {"keys": ["%s"]}}
    """
        .formatted(String.join("\", \"", images));
  }
}

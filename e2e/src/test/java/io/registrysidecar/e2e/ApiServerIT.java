package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.registrysidecar.e2e.harness.ApiServer;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SelfSigned;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real API server makes of the rendered manifests, asking the running service over TLS. */
class ApiServerIT {

  private static final String PODS = "/api/v1/namespaces/prod/pods";
  private static final String REPLICA_SETS = "/apis/apps/v1/namespaces/prod/replicasets";
  private static final String CONFIGURATIONS = "/apis/admissionregistration.k8s.io/v1/";
  private static final String POLICY =
      """
      version: 1
      rules:
        - {id: severe, vulnerabilities: {severity: high}}
        - id: aged
          enforce: warn
          packages: {forbid: [{purl: "pkg:deb/debian/base-files", versions: "=12.3", reason: it is old}]}
      """;

  @TempDir Path folder;

  private final int port = Project.freePort();

  @BeforeEach
  void theProgramIsThere() {
    assumeThat(ApiServer.program()).exists();
  }

  @Test
  void theWebhooksOfAServiceDecideAndReplaceTags() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess sidecar = start(registry, "127.96.0.77");
        ApiServer cluster = ApiServer.start(folder.resolve("cluster"))) {
      final String digest = push(registry, "good", "base-files=12.4");
      push(registry, "bad", "openssl=3.0.9-1");
      push(registry, "old", "base-files=12.3");
      String good = image(registry, "good");
      String bad = image(registry, "bad");
      cluster.create("/api/v1/namespaces", named("Namespace", "prod")).ok();
      cluster.create("/api/v1/namespaces", named("Namespace", "registry-sidecar")).ok();
      cluster.create("/api/v1/namespaces/registry-sidecar/services", service()).ok();
      String port = "--port=" + this.port;
      cluster
          .create(
              CONFIGURATIONS + "validatingwebhookconfigurations",
              render("webhook", port, "--timeout=30"))
          .ok();
      awaitRefusal(cluster);

      assertThat(cluster.create(PODS, pod("bad", bad)).message())
          .startsWith("admission webhook \"images.registrysidecar.io\" denied the request: " + bad)
          .contains("FAILED: severe: ");
      assertThat(cluster.create(PODS, pod("first", good)).ok().status()).isEqualTo(201);
      assertThat(cluster.create(PODS, pod("old", image(registry, "old"))).ok().warnings())
          .anyMatch(warning -> warning.contains("aged: ") && warning.contains("it is old"));
      assertThat(cluster.create(PODS + "?dryRun=All", pod("dry", bad)).status()).isEqualTo(403);
      assertThat(cluster.create("/apis/batch/v1/namespaces/prod/cronjobs", cronJob(bad)).message())
          .contains("FAILED: severe: ");
      assertThat(cluster.create(PODS, mounting(good, bad)).message()).contains("FAILED: severe: ");
      assertThat(
              cluster.change(PODS + "/first/ephemeralcontainers", debugging("bad", bad)).status())
          .isEqualTo(403);
      cluster.change(PODS + "/first/ephemeralcontainers", debugging("good", good)).ok();
      cluster.create("/api/v1/namespaces/kube-system/pods", pod("system", bad)).ok();
      cluster.create("/api/v1/namespaces/prod/podtemplates", podTemplate(good)).ok();
      cluster.create(REPLICA_SETS, replicaSet(good)).ok();

      cluster
          .create(
              CONFIGURATIONS + "mutatingwebhookconfigurations",
              render("mutating-webhook", port, "--timeout=30"))
          .ok();
      Awaitility.await("tags are replaced")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(
                      cluster
                          .create(PODS + "?dryRun=All", pod("pinned", good))
                          .ok()
                          .body()
                          .at("/spec/containers/0/image")
                          .asText())
                  .isEqualTo(registry.host() + "/team/good@" + digest));

      sidecar.stop();
      assertThat(cluster.create(PODS, pod("away", good)).message())
          .contains("failed calling webhook");
      String labels = "{\"metadata\": {\"labels\": {\"changed\": \"yes\"}}}";
      cluster.change(PODS + "/first", labels).ok();
      cluster.change("/api/v1/namespaces/prod/podtemplates/shape", labels).ok();
      cluster.change(REPLICA_SETS + "/web", "{\"spec\": {\"replicas\": 0}}").ok();
      assertThat(cluster.change(REPLICA_SETS + "/web", template(bad)).message())
          .contains("failed calling webhook");
      cluster.delete(PODS + "/first?gracePeriodSeconds=0").ok();
    }
  }

  @Test
  void theImagePolicyWebhookDecides() throws Exception {
    Path manifests = folder.resolve("image-policy");
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess sidecar = start(registry, "127.0.0.1")) {
      push(registry, "good", "base-files=12.4");
      push(registry, "bad", "openssl=3.0.9-1");
      render("image-policy", "--url=https://127.0.0.1:" + port, "--output=" + manifests);
      Path admission = manifests.resolve("admission.yaml");
      Files.writeString(
          admission,
          Files.readString(admission)
              .replace("/etc/kubernetes/image-policy", manifests.toString()));
      try (ApiServer cluster =
          ApiServer.start(
              folder.resolve("cluster"),
              "--enable-admission-plugins=ImagePolicyWebhook",
              "--admission-control-config-file=" + admission)) {
        cluster.create("/api/v1/namespaces", named("Namespace", "prod")).ok();

        assertThat(cluster.create(PODS, pod("bad", image(registry, "bad"))).message())
            .contains("image policy webhook backend denied", "FAILED: severe: ");
        cluster.create(PODS, pod("good", image(registry, "good"))).ok();

        sidecar.stop();
        assertThat(cluster.create(PODS, pod("away", image(registry, "other"))).status())
            .isEqualTo(403);
      }
    }
  }

  /** A configuration that was stored is taken up a moment later. */
  private static void awaitRefusal(ApiServer cluster) {
    String foreign = pod("probe", "registry.example.com/of/others:1.0");
    Awaitility.await("the webhook is asked")
        .atMost(Duration.ofSeconds(60))
        .until(() -> cluster.create(PODS + "?dryRun=All", foreign).status() == 403);
  }

  private SidecarProcess start(Registry registry, String address) throws Exception {
    SelfSigned server = SelfSigned.make(folder, "sidecar", "registry-sidecar.registry-sidecar.svc");
    return SidecarProcess.start(
        folder.resolve("sidecar"),
        Project.freePort(),
        registry,
        "1h",
        Map.of(
            "SIDECAR_POLICY_FILE",
            Files.writeString(folder.resolve("policy.yaml"), POLICY).toString(),
            "SIDECAR_ADMISSION_LISTEN",
            address + ":" + port,
            "SIDECAR_ADMISSION_CERT_FILE",
            server.certificate().toString(),
            "SIDECAR_ADMISSION_KEY_FILE",
            server.key().toString(),
            "SIDECAR_ADMISSION_ANONYMOUS",
            "true",
            "SIDECAR_ADMISSION_DEADLINE",
            "20s"));
  }

  private String render(String consumer, String... more) throws Exception {
    String[] fixed = {
      Project.launcher(),
      "admission",
      "render",
      consumer,
      "--ca",
      folder.resolve("sidecar.crt").toString()
    };
    String[] all = Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return Command.run(all).ok().out();
  }

  private String push(Registry registry, String name, String... packages) throws Exception {
    return registry.pushWithSkopeo(
        LayoutBuilder.debian12(packages).write(folder.resolve(name)), "team/" + name + ":1.0");
  }

  private static String image(Registry registry, String name) {
    return registry.host() + "/team/" + name + ":1.0";
  }

  private static String named(String kind, String name) {
    return "{\"apiVersion\": \"v1\", \"kind\": \"%s\", \"metadata\": {\"name\": \"%s\"}}"
        .formatted(kind, name);
  }

  /** The address of the Service is that on which the sidecar listens. */
  private String service() {
    return """
    {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "registry-sidecar"},
     "spec": {"clusterIP": "127.96.0.77", "ports": [{"port": %d}]}}
    """
        .formatted(port);
  }

  private static String pod(String name, String image) {
    return """
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s"},
     "spec": {"containers": [{"name": "web", "image": "%s"}]}}
    """
        .formatted(name, image);
  }

  private static String mounting(String image, String mounted) {
    return """
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "mounting"},
     "spec": {"containers": [{"name": "web", "image": "%s", "volumeMounts": [{"name": "v", "mountPath": "/v"}]}],
              "volumes": [{"name": "v", "image": {"reference": "%s"}}]}}
    """
        .formatted(image, mounted);
  }

  private static String podTemplate(String image) {
    return """
    {"apiVersion": "v1", "kind": "PodTemplate", "metadata": {"name": "shape"},
     "template": {"spec": {"containers": [{"name": "web", "image": "%s"}]}}}
    """
        .formatted(image);
  }

  private static String replicaSet(String image) {
    return """
    {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "web"},
     "spec": {"replicas": 2, "selector": {"matchLabels": {"app": "web"}}, "template": {
       "metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "%s"}]}}}}
    """
        .formatted(image);
  }

  /** Another image for what a ReplicaSet makes. */
  private static String template(String image) {
    return """
    {"spec": {"template": {"spec": {"containers": [{"name": "web", "image": "%s"}]}}}}
    """
        .formatted(image);
  }

  private static String cronJob(String image) {
    return """
    {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "nightly"},
     "spec": {"schedule": "0 3 * * *", "jobTemplate": {"spec": {"template": {"spec": {
       "restartPolicy": "Never", "containers": [{"name": "web", "image": "%s"}]}}}}}}
    """
        .formatted(image);
  }

  private static String debugging(String name, String image) {
    return """
    {"spec": {"ephemeralContainers": [{"name": "%s", "image": "%s"}]}}
    """
        .formatted(name, image);
  }
}

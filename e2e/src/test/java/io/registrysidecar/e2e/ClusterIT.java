package io.registrysidecar.e2e;

import static io.registrysidecar.e2e.AdmissionRequests.created;
import static io.registrysidecar.e2e.AdmissionRequests.deleted;
import static io.registrysidecar.e2e.AdmissionRequests.mounting;
import static io.registrysidecar.e2e.AdmissionRequests.spec;
import static io.registrysidecar.e2e.AdmissionRequests.template;
import static io.registrysidecar.e2e.AdmissionRequests.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those who get rendered manifests decide with them, asking the running service over TLS. */
class ClusterIT {

  private static final String POLICY =
      "version: 1\nrules:\n  - {id: severe, vulnerabilities: {severity: high}}\n";

  /** Asks who signed, and decides nothing by it. */
  private static final String SIGNED =
      "  - {id: signed, enforce: warn, signature: {role: release}}\n";

  @TempDir Path folder;

  private final int port = Project.freePort();

  @Test
  void gatekeeperAdmitsWhatIsAllowedAndSaysWhyNot() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess sidecar = start(registry)) {
      push(registry, "good", "base-files=12.4");
      push(registry, "bad", "openssl=3.0.9-1");
      String good = image(registry, "good");
      String bad = image(registry, "bad");
      Path closed = render("gatekeeper");
      Path open = render("gatekeeper", "--fail", "open");

      assertThat(decide(closed, created("Pod", "", spec(good)))).isEqualTo("");
      assertThat(decide(closed, created("Pod", "", spec(bad))))
          .contains(bad + " (sha256:", "FAILED: severe: ");
      assertThat(decide(closed, created("Pod", "", mounting(good, bad))))
          .contains("FAILED: severe: ");
      assertThat(decide(closed, created("Deployment", "apps", template(spec(bad)))))
          .contains("FAILED: severe: ");
      assertThat(
              decide(
                  closed,
                  created(
                      "CronJob",
                      "batch",
                      "{\"jobTemplate\": {\"spec\": " + template(spec(bad)) + "}}")))
          .contains("FAILED: severe: ");

      assertThat(decide(closed, updated(spec(bad), spec(bad)))).as("nothing changes").isEqualTo("");
      assertThat(decide(closed, updated(spec(bad), spec(good)))).contains("FAILED: severe: ");
      assertThat(decide(closed, deleted(spec(bad)))).as("it may go").isEqualTo("");

      Path wrong =
          Files.writeString(
              folder.resolve("wrong.yaml"),
              Files.readString(closed).replace("/admission/gatekeeper\"", "/admission/typo\""));
      assertThat(decide(wrong, created("Pod", "", spec(good))))
          .as("a problem of HTTP is no permission")
          .contains("cannot be asked");

      sidecar.stop();
      assertThat(decide(closed, created("Pod", "", spec(good)))).contains("cannot be asked");
      assertThat(decide(open, created("Pod", "", spec(bad)))).isEqualTo("");
    }
  }

  @Test
  void ratifysOwnTemplatesDecideByWhatIsAnsweredInItsPlace() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder)) {
      Release release = Release.named(folder, "release");
      release.certify("-1H", 2);
      for (String name : List.of("signed", "vulnerable", "plain", "exempt")) {
        push(registry, name, name.equals("vulnerable") ? "openssl=3.0.9-1" : "base-files=12.4");
      }
      release.notation(image(registry, "signed")).ok();
      release.notation(image(registry, "vulnerable")).ok();
      Map<String, String> more =
          Map.of(
              "SIDECAR_TRUST_NOTARY_DIRECTORY",
              release.notationDirectory().toString(),
              "SIDECAR_ADMISSION_EXEMPT_IMAGES",
              registry.host() + "/team/exempt",
              "SIDECAR_ADMISSION_UNKNOWN_REGISTRY",
              "allow");
      try (SidecarProcess sidecar = start(registry, POLICY + SIGNED, more)) {
        List<String> images =
            List.of(
                image(registry, "signed"),
                image(registry, "plain"),
                image(registry, "vulnerable"),
                image(registry, "exempt"),
                "elsewhere.example/app:1",
                image(registry, "none"));

        assertThat(admitted(ratify("default", "RatifyVerification"), images))
            .containsExactly(true, true, false, true, true, false);
        assertThat(admitted(ratify("notation-validation", "notationvalidation"), images))
            .as("about signatures alone")
            .containsExactly(true, false, true, true, true, false);
        assertThat(
                admitted(ratify("notation-issuer-validation", "NotationIssuerValidation"), images))
            .as("nobody issued anything to what was not looked at")
            .containsExactly(true, false, false, false, false, false);
        Path reports = ratify("vulnerability-report-validation", "VulnerabilityReportValidation");
        assertThat(admitted(reports, images)).containsExactly(true, true, false, true, true, false);
        Path signedReports =
            Files.writeString(
                folder.resolve("signed-reports.yaml"),
                Files.readString(reports)
                    .replace("require_signature := false", "require_signature := true"));
        await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() ->
                assertThat(admitted(signedReports, images))
                    .containsExactly(true, true, false, true, true, false));

        Path nested = ratify("notation-nested-validation", "NotationNestedValidation");
        await("the signature on the last report")
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() ->
                assertThat(admitted(nested, images))
                    .containsExactly(true, false, true, true, true, false));

        sidecar.stop();
        for (Path template : List.of(reports, ratify("default", "RatifyVerification"))) {
          assertThat(admitted(template, images.subList(0, 1))).containsExactly(false);
        }
      }
    }
  }

  /** The Provider as it is rendered, a template of Ratify, and a constraint of its kind. */
  private Path ratify(String template, String kind) throws Exception {
    String provider = Files.readString(render("ratify")).split("\n---\n", 2)[0];
    Path official = Project.root().resolve("e2e/gatekeeper/ratify/" + template + ".yaml");
    String constraint =
        """
        apiVersion: constraints.gatekeeper.sh/v1beta1
        kind: %s
        metadata: {name: ratify-constraint}
        spec:
          enforcementAction: deny
          match: {kinds: [{apiGroups: [""], kinds: [Pod]}]}
          parameters: {issuer: "CN=release,O=Example,ST=Berlin,C=DE"}
        """
            .formatted(kind);
    return Files.writeString(
        Files.createTempFile(folder, template, ".yaml"),
        String.join("\n---\n", provider, Files.readString(official), constraint));
  }

  /** Whether a Pod with each of the images is admitted. */
  private List<Boolean> admitted(Path manifests, List<String> images) throws Exception {
    List<Boolean> admitted = new ArrayList<>();
    for (String image : images) {
      admitted.add(decide(manifests, created("Pod", "", spec(image))).isEmpty());
    }
    return admitted;
  }

  @Test
  void nodesPullWhatIsAllowed() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess sidecar = start(registry)) {
      String goodDigest = push(registry, "good", "base-files=12.4");
      String badDigest = push(registry, "bad", "openssl=3.0.9-1");
      String good = image(registry, "good");
      String bad = image(registry, "bad");
      Path closed = render("containerd");

      assertThat(verify(closed, good, goodDigest)).isEqualTo("0 registry sidecar: allowed\n");
      assertThat(verify(closed, bad, badDigest))
          .startsWith("1 registry sidecar: refused: ")
          .contains("severe");
      assertThat(verify(closed, good, badDigest))
          .as("the digest counts, not the tag")
          .startsWith("1 ");
      assertThat(verify(closed, "registry.k8s.io/pause:3.10", goodDigest)).startsWith("0 ");

      sidecar.stop();
      assertThat(verify(closed, good, goodDigest)).startsWith("1 ").contains("no answer");
      assertThat(verify(render("containerd", "--fail", "open"), bad, badDigest)).startsWith("0 ");
    }
  }

  private SidecarProcess start(Registry registry) throws Exception {
    return start(registry, POLICY, Map.of());
  }

  private SidecarProcess start(Registry registry, String policy, Map<String, String> more)
      throws Exception {
    SelfSigned server = SelfSigned.make(folder, "sidecar");
    Map<String, String> environment = new HashMap<>(more);
    environment.put(
        "SIDECAR_POLICY_FILE", Files.writeString(folder.resolve("policy.yaml"), policy).toString());
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

  private static String image(Registry registry, String name) {
    return registry.host() + "/team/" + name + ":1.0";
  }

  private Path render(String consumer, String... more) throws Exception {
    String[] fixed = {
      Project.launcher(),
      "admission",
      "render",
      consumer,
      "--url",
      "https://127.0.0.1:" + port,
      "--ca",
      folder.resolve("sidecar.crt").toString(),
      "--timeout",
      "30"
    };
    String[] all = Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return Files.writeString(
        Files.createTempFile(folder, consumer, ".rendered"), Command.run(all).ok().out());
  }

  /** What Gatekeeper objects to; empty when it admits. */
  private String decide(Path manifests, String review) throws Exception {
    Path request = Files.writeString(folder.resolve("request.json"), review);
    Command.Result result =
        Command.run(Project.tool("gatekeeper"), manifests.toString(), request.toString());
    assertThat(result.status()).as(result.err()).isEqualTo(result.out().isEmpty() ? 0 : 1);
    return result.out();
  }

  private static String verify(Path script, String name, String digest) throws Exception {
    Command.Result result =
        Command.run(
            "sh",
            "-c",
            "sh \"$0\" -name \"$1\" -digest \"$2\" -stdin-media-type"
                + " application/vnd.oci.descriptor.v1+json </dev/null",
            script.toString(),
            name,
            digest);
    return result.status() + " " + result.out();
  }
}

package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Daemon;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SelfSigned;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real containerd pulls through the rendered script, which asks the running service over TLS. */
class ContainerdIT {

  private static final Path CONTAINERD = Project.root().resolve("e2e/.tools/bin/containerd");
  private static final String POLICY =
      "version: 1\nrules:\n  - {id: severe, vulnerabilities: {severity: high}}\n";

  @TempDir Path folder;

  private final int port = Project.freePort();

  @BeforeEach
  void containerdIsThere() {
    assumeThat(CONTAINERD).as("e2e/run builds it unless E2E_CLUSTER=off").exists();
  }

  @Test
  void itPullsWhatIsAllowedAndSaysWhyItDoesNot() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess sidecar = start(registry);
        Daemon _ = containerd("")) {
      push(registry, "good", "base-files=12.4");
      push(registry, "bad", "openssl=3.0.9-1");

      pull(registry, "good").ok();
      Command.Result refused = pull(registry, "bad");
      assertThat(refused.status()).isNotZero();
      assertThat(refused.err()).contains("registry-sidecar-verifier rejected image", "severe: ");
      assertThat(ctr("images", "ls", "-q").ok().out()).contains("good").doesNotContain("bad");

      sidecar.stop();
      push(registry, "late", "base-files=12.3");
      assertThat(pull(registry, "late").err()).contains("no answer");
    }
  }

  @Test
  void theKubeletGetsWhatIsAllowedAndIsToldWhyNot() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess sidecar = start(registry);
        Daemon _ = containerd("")) {
      push(registry, "good", "base-files=12.4");
      push(registry, "bad", "openssl=3.0.9-1");

      assertThat(kubelet(registry, "good").ok().out()).startsWith("sha256:");
      Command.Result refused = kubelet(registry, "bad");
      assertThat(refused.status()).as(refused.err()).isEqualTo(1);
      assertThat(refused.out()).contains("registry-sidecar-verifier rejected image", "severe: ");
      assertThat(ctr("--namespace=k8s.io", "images", "ls", "-q").ok().out())
          .contains("good")
          .doesNotContain("bad");

      sidecar.stop();
      push(registry, "late", "base-files=12.3");
      assertThat(kubelet(registry, "late").out()).contains("no answer");
    }
  }

  /** What docs/admission.md warns of: nobody says so but containerd's log. */
  @Test
  void someSettingsOfTheRuntimeInterfaceLetEverythingThrough() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_3.start(folder);
        SidecarProcess _ = start(registry);
        Daemon daemon = containerd("max_concurrent_downloads = 4")) {
      push(registry, "bad", "openssl=3.0.9-1");

      kubelet(registry, "bad").ok();
      assertThat(daemon.output()).contains("Falling back to local image pull mode");
    }
  }

  private SidecarProcess start(Registry registry) throws Exception {
    SelfSigned server = SelfSigned.make(folder, "sidecar");
    return SidecarProcess.start(
        folder.resolve("sidecar"),
        Project.freePort(),
        registry,
        "1h",
        Map.of(
            "SIDECAR_POLICY_FILE",
                Files.writeString(folder.resolve("policy.yaml"), POLICY).toString(),
            "SIDECAR_ADMISSION_LISTEN", "127.0.0.1:" + port,
            "SIDECAR_ADMISSION_CERT_FILE", server.certificate().toString(),
            "SIDECAR_ADMISSION_KEY_FILE", server.key().toString(),
            "SIDECAR_ADMISSION_DEADLINE", "20s"));
  }

  private Daemon containerd(String images) throws Exception {
    Command.run(
            Project.launcher(),
            "admission",
            "render",
            "containerd",
            "--url=https://127.0.0.1:" + port,
            "--ca=" + folder.resolve("sidecar.crt"),
            "--timeout=30",
            "--output=" + folder.resolve("bin"))
        .ok();
    Path configuration =
        Files.writeString(
            folder.resolve("config.toml"),
            """
            version = 3
            root = "%1$s/root"
            state = "%1$s/state"
            [grpc]
              address = "%1$s/containerd.sock"
            [ttrpc]
              address = "%1$s/ttrpc.sock"
            [plugins."io.containerd.image-verifier.v1.bindir"]
              bin_dir = "%1$s/bin"
              per_verifier_timeout = "40s"
            [[plugins."io.containerd.transfer.v1.local".unpack_config]]
              platform = "linux/amd64"
              snapshotter = "native"
            [plugins."io.containerd.cri.v1.images"]
              snapshotter = "native"
              %2$s
            [plugins."io.containerd.cri.v1.runtime".cni]
              bin_dirs = ["%1$s/cni"]
              conf_dir = "%1$s/cni"
            [plugins."io.containerd.nri.v1.nri"]
              disable = true
            """
                .formatted(folder, images));
    Daemon daemon =
        Daemon.start(
            "containerd",
            folder.resolve("containerd.log"),
            Map.of(),
            List.of(CONTAINERD.toString(), "--config", configuration.toString()));
    Awaitility.await("containerd answers")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !daemon.isAlive() || ctr("version").status() == 0);
    if (!daemon.isAlive()) {
      throw new AssertionError("containerd ended\n" + daemon.output());
    }
    return daemon;
  }

  private Command.Result pull(Registry registry, String name) throws Exception {
    return ctr(
        "images",
        "pull",
        "--plain-http",
        "--snapshotter=native",
        registry.host() + "/team/" + name + ":1.0");
  }

  private Command.Result kubelet(Registry registry, String name) throws Exception {
    return Command.run(
        Project.tool("cri"),
        folder.resolve("containerd.sock").toString(),
        registry.host() + "/team/" + name + ":1.0");
  }

  private Command.Result ctr(String... words) throws Exception {
    String[] all = new String[words.length + 2];
    all[0] = Project.tool("ctr");
    all[1] = "--address=" + folder.resolve("containerd.sock");
    System.arraycopy(words, 0, all, 2, words.length);
    return Command.run(all);
  }

  private void push(Registry registry, String name, String... packages) throws Exception {
    registry.pushWithSkopeo(
        LayoutBuilder.debian12(packages).write(folder.resolve(name)), "team/" + name + ":1.0");
  }
}

package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A push leads, with nobody asking, to referrers of the image in the same registry. */
class PushIT {

  private static final String VULNERABLE = "openssl=3.0.9-1";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(RegistryKind.class)
  void anImagePushedBySkopeoOrCraneGetsItsReferrers(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      var layout = LayoutBuilder.debian12(VULNERABLE).write(folder.resolve("one"));

      String digest = registry.pushWithSkopeo(layout, "team/app:1.0");
      Published.await(registry, "team/app", digest);

      assertThat(registry.artifactTypes("team/app", digest)).containsAll(Published.PER_IMAGE);
      JsonNode report = Published.report(registry, "team/app", digest);
      assertThat(report.path("image").path("digest").asText()).isEqualTo(digest);
      assertThat(report.path("findings")).isNotEmpty();
      assertThat(Registry.annotations(Published.descriptor(registry, "team/app", digest)))
          .containsKey("org.opencontainers.image.created")
          .hasKeySatisfying(
              new org.assertj.core.api.Condition<>(
                  key -> key.startsWith("io.registrysidecar."), "a key of the product"));

      var other = LayoutBuilder.debian12(VULNERABLE).label("n", "2").write(folder.resolve("two"));
      String second = registry.pushWithCrane(other, "team/app:2.0");
      Published.await(registry, "team/app", second);
      assertThat(sidecar.log()).doesNotContain("ERROR");
    }
  }

  @ParameterizedTest
  @EnumSource(RegistryKind.class)
  void everyRunnablePlatformOfAnIndexAndTheIndexItselfGetResults(RegistryKind kind)
      throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      var layout =
          LayoutBuilder.debian12(VULNERABLE)
              .writeIndex(folder.resolve("index"), List.of("amd64", "arm64"));

      String digest = registry.pushWithSkopeo(layout, "team/multi:1.0");

      for (String child : layout.children()) {
        Published.await(registry, "team/multi", child);
      }
      Awaitility.await("the index has its roll-up")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(registry.artifactTypes("team/multi", digest)).contains(Published.REPORT));
      JsonNode rollUp = Published.report(registry, "team/multi", digest);
      assertThat(rollUp.path("platforms")).hasSize(2);
      JsonNode attestation = registry.manifest("team/multi", digest).path("manifests").path(2);
      assertThat(registry.referrers("team/multi", attestation.path("digest").asText())).isEmpty();
      assertThat(sidecar.log()).doesNotContain("ERROR");
    }
  }

  @ParameterizedTest
  @EnumSource(RegistryKind.class)
  void pushingAgainScansNothingAndReferrersAreNeverScanned(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      var layout = LayoutBuilder.debian12(VULNERABLE).write(folder.resolve("one"));
      String digest = registry.pushWithSkopeo(layout, "team/app:1.0");
      Published.await(registry, "team/app", digest);
      List<JsonNode> before = registry.referrers("team/app", digest);

      registry.pushWithSkopeo(layout, "team/app:1.0");
      registry.pushWithSkopeo(layout, "team/app:again");
      var marker = LayoutBuilder.debian12("curl=1").write(folder.resolve("marker"));
      String last = registry.pushWithSkopeo(marker, "team/app:last");
      Published.await(registry, "team/app", last);

      assertThat(registry.referrers("team/app", digest)).isEqualTo(before);
      for (JsonNode referrer : before) {
        assertThat(registry.referrers("team/app", referrer.path("digest").asText()))
            .as("of a result there is nothing but its signature")
            .extracting(one -> one.path("artifactType").asText())
            .isSubsetOf("application/vnd.cncf.notary.signature");
      }
      JsonNode images = sidecar.get("/api/v1/images").path("items");
      assertThat(images).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(RegistryKind.class)
  void theReportOfADerivedImageTellsWhatCameWithItsBase(RegistryKind kind) throws Exception {
    int port = Project.freePort();
    try (Registry registry = kind.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      var base = LayoutBuilder.debian12(VULNERABLE).write(folder.resolve("base"));
      String below = registry.pushWithSkopeo(base, "library/base:12");
      Published.await(registry, "library/base", below);
      var derived =
          LayoutBuilder.debian12(VULNERABLE)
              .layer(Map.of("app/run", "#!/bin/sh".getBytes(StandardCharsets.UTF_8)))
              .write(folder.resolve("derived"));

      String digest = registry.pushWithSkopeo(derived, "team/app:1.0");
      Published.await(registry, "team/app", digest);

      JsonNode report = Published.report(registry, "team/app", digest);
      assertThat(report.at("/base/image").asText()).endsWith("/library/base:12");
      assertThat(report.at("/base/digest").asText()).isEqualTo(below);
      assertThat(report.at("/layers/0/base").asBoolean()).isTrue();
      assertThat(report.at("/layers/1").path("base").asBoolean(true)).isFalse();
      assertThat(report.path("findings"))
          .isNotEmpty()
          .allSatisfy(finding -> assertThat(finding.path("base").asBoolean()).isTrue());
      assertThat(sidecar.log()).doesNotContain("ERROR");
    }
  }
}

package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarCommand;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, as people and scripts use it. */
class CliIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path database;
  private static LayoutBuilder.Layout layout;

  @BeforeAll
  static void prepare() throws Exception {
    database = SidecarProcess.database();
    layout = LayoutBuilder.debian12("openssl=3.0.9-1").write(shared.resolve("image"));
  }

  @Test
  void aLayoutAnArchiveARootFileSystemAndAReferenceGiveTheSameFindings() throws Exception {
    Path archive = folder.resolve("image.tar");
    Command.run(
            "skopeo",
            "copy",
            "--quiet",
            "--insecure-policy",
            "oci:" + layout.folder() + ":latest",
            "docker-archive:" + archive + ":app:1")
        .ok();
    Path root = Files.createDirectories(folder.resolve("root"));
    Path blob = layerOf(layout);
    Command.run("tar", "-xzf", blob.toString(), "-C", root.toString()).ok();
    try (Registry registry = RegistryKind.NATIVE.start(folder)) {
      registry.pushWithSkopeo(layout, "team/app:1");

      List<String> expected = ids(scanJson("oci:" + layout.folder()));

      assertThat(expected).isNotEmpty();
      assertThat(ids(scanJson("docker-archive:" + archive))).isEqualTo(expected);
      assertThat(ids(scanJson("rootfs:" + root))).isEqualTo(expected);
      assertThat(ids(scanJson(registry.host() + "/team/app:1"))).isEqualTo(expected);
    }
  }

  @Test
  void attachedResultsAreShownWithoutAnyStateOfTheReadersOwn() throws Exception {
    try (Registry registry = RegistryKind.DISTRIBUTION_2.start(folder)) {
      registry.pushWithSkopeo(layout, "team/app:1");
      String image = registry.host() + "/team/app:1";

      sidecar("scan", image, "--attach", "--db", database.toString()).ok();

      assertThat(registry.artifactTypes("team/app", layout.digest()))
          .containsAll(Published.PER_IMAGE);
      String shown =
          Command.run(
                  Map.of("SIDECAR_STATE", folder.resolve("nothing-here").toString()),
                  List.of(Project.launcher(), "show", image))
              .ok()
              .out();
      assertThat(shown).contains("openssl");
      assertThat(folder.resolve("nothing-here")).doesNotExist();
    }
  }

  @Test
  void theExitStatusTellsWhatHappened() throws Exception {
    String target = "oci:" + layout.folder();
    String db = database.toString();

    assertThat(sidecar("scan", target, "--db", db).status()).isZero();
    assertThat(sidecar("scan", target, "--db", db, "--fail-on", "low").status()).isEqualTo(1);
    assertThat(sidecar("scan").status()).isEqualTo(2);
    assertThat(sidecar("scan", target, "--fail-on", "dreadful").status()).isEqualTo(2);
    assertThat(sidecar("scan", "oci:" + folder.resolve("absent")).status()).isEqualTo(3);
    assertThat(
            sidecar(
                    "scan",
                    target,
                    "--db",
                    folder.resolve("none.db").toString(),
                    "--require-coverage")
                .status())
        .isIn(3, 4);
  }

  @Test
  void whatCannotBeDoneIsSaidInOneLine() throws Exception {
    int nobody = Project.freePort();

    Command.Result unreachable = sidecar("scan", "127.0.0.1:" + nobody + "/team/app:1");
    assertThat(unreachable.status()).isEqualTo(3);
    assertThat(lastLine(unreachable.err())).contains("127.0.0.1:" + nobody).contains("team/app");

    Command.Result wrong = sidecar("scan", "UPPER/Case::1");
    assertThat(wrong.status()).isIn(2, 3);
    assertThat(wrong.err()).contains("UPPER/Case::1").doesNotContain("\tat ");

    try (Registry registry = RegistryKind.NATIVE.start(folder)) {
      Command.Result missing = sidecar("scan", registry.host() + "/team/none:1");
      assertThat(missing.status()).isEqualTo(3);
      assertThat(lastLine(missing.err())).contains("team/none");
    }
  }

  @Test
  void theDatabaseIsImportedAndDescribed() throws Exception {
    String status = sidecar("db", "status", "--db", database.toString()).ok().out();
    assertThat(status).contains("Debian").contains("Maven");

    Path broken = folder.resolve("broken.db");
    Files.writeString(broken, "this is no database");
    Command.Result refused = sidecar("db", "status", "--db", broken.toString());
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("broken.db").contains("db import");
  }

  private static JsonNode scanJson(String target) throws Exception {
    return JSON.readTree(
        sidecar("scan", target, "--format", "json", "--db", database.toString()).ok().out());
  }

  private static List<String> ids(JsonNode report) {
    List<String> ids = new ArrayList<>();
    report
        .path("findings")
        .forEach(finding ->
            ids.add(finding.path("id").asText() + " " + finding.path("component").asText()));
    ids.sort(null);
    return ids;
  }

  private static Path layerOf(LayoutBuilder.Layout layout) throws Exception {
    JsonNode manifest = JSON.readTree(blob(layout, layout.digest()).toFile());
    return blob(layout, manifest.path("layers").path(0).path("digest").asText());
  }

  private static Path blob(LayoutBuilder.Layout layout, String digest) {
    return layout.folder().resolve("blobs").resolve(digest.replace(':', '/'));
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("", (a, b) -> b);
  }

  private static Command.Result sidecar(String... words) throws Exception {
    return new SidecarCommand(shared.resolve("cli-state")).run(words);
  }
}

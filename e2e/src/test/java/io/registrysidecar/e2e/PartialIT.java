package io.registrysidecar.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers with tables of contents, in real registries: the same components, of far fewer bytes. */
class PartialIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FIXTURES =
      Project.root().resolve("registry-sidecar/src/test/resources/image/partial");
  private static final Pattern BYTES = Pattern.compile("([0-9]+) of its ([0-9]+) bytes");

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path database;

  @BeforeAll
  static void prepare() throws Exception {
    database = SidecarProcess.database();
  }

  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "DISTRIBUTION_3"})
  void onlyWhatIsNeededIsFetched(RegistryKind kind) throws Exception {
    try (Registry registry = kind.start(folder)) {
      registry.pushWithSkopeo(
          layout(
              "estargz.tar.gz",
              "gzip",
              "fe037da521edcaff8a48afa50c2b2ba85e595fb59f0fff550cb237f0a98036b6",
              "\"containerd.io/snapshot/stargz/toc.digest\":"
                  + "\"sha256:a52bb5d56107a80c685206a7e4f4919e7f02338d7459061a0f041fe785942204\""),
          "team/estargz:1");
      registry.pushWithSkopeo(
          layout(
              "zstd-chunked-1.59.tar.zst",
              "zstd",
              "64e72788ef3197d5fa20c243301de636671ed4e20086696508dd688927ac4f9c",
              "\"io.github.containers.zstd-chunked.manifest-checksum\":"
                  + "\"sha256:924f7ebe658fe04d4f7ae5191b6b45f781de98b8096476bf1c1736f81138dfcb\","
                  + "\"io.github.containers.zstd-chunked.manifest-position\":"
                  + "\"57430:1170:3545:1\""),
          "team/chunked:1");
      writtenBySkopeo(registry, "team/skopeo:1");

      assertFetchedInPart(registry, "team/estargz:1");
      assertFetchedInPart(registry, "team/chunked:1");
      assertFetchedInPart(registry, "team/skopeo:1");
    }
  }

  /** One that refers to the image, and one that the image names. */
  @ParameterizedTest
  @EnumSource(names = {"DISTRIBUTION_2", "DISTRIBUTION_3", "NATIVE"})
  void aSociIndexSaysWhereThingsAre(RegistryKind kind) throws Exception {
    Path fixture = FIXTURES.resolve("soci.tar.zst");
    Command.run("tar", "--zstd", "-xf", fixture.toString(), "-C", folder.toString()).ok();
    try (Registry registry = kind.start(folder)) {
      registry.pushWithReferrers(folder.resolve("v1"), "team/referrer:1");
      registry.pushWithReferrers(folder.resolve("v2"), "team/named:1");

      assertFetchedInPart(registry, "team/referrer:1");
      assertFetchedInPart(registry, "team/named:1");
    }
  }

  /** Compressed on its way into the registry. */
  private void writtenBySkopeo(Registry registry, String image) throws Exception {
    Command.run(
            "skopeo",
            "copy",
            "--quiet",
            "--insecure-policy",
            "--src-tls-verify=false",
            "--dest-tls-verify=false",
            "--dest-compress-format=zstd:chunked",
            "docker://" + registry.host() + "/team/estargz:1",
            "oci:" + folder.resolve("chunked") + ":latest")
        .ok();
    Command.run(
            "skopeo",
            "copy",
            "--quiet",
            "--insecure-policy",
            "--dest-tls-verify=false",
            "oci:" + folder.resolve("chunked") + ":latest",
            "docker://" + registry.host() + "/" + image)
        .ok();
  }

  private static void assertFetchedInPart(Registry registry, String image) throws Exception {
    String target = registry.host() + "/" + image;
    JsonNode partial = scan(target, "--partial");
    JsonNode whole = scan(target);

    assertThat(partial.path("components")).isEqualTo(whole.path("components"));
    assertThat(partial.path("components").size()).isEqualTo(41);
    assertThat(partial.path("findings")).isEqualTo(whole.path("findings"));
    assertThat(whole.path("coverage").toString()).doesNotContain("layer-read-by-contents");
    assertThat(partial.path("coverage").path("status").asText()).isEqualTo("partial");
    Matcher bytes = BYTES.matcher(partial.path("coverage").toString());
    assertThat(bytes.find()).as(partial.path("coverage").toString()).isTrue();
    assertThat(Long.parseLong(bytes.group(1)) * 5).isLessThan(Long.parseLong(bytes.group(2)));
  }

  private static JsonNode scan(String target, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                Project.launcher(),
                "scan",
                target,
                "--platform",
                "linux/amd64",
                "--no-cache",
                "--format",
                "json",
                "--db",
                database.toString()));
    words.addAll(List.of(more));
    Map<String, String> state = Map.of("SIDECAR_STATE", shared.resolve("state").toString());
    return JSON.readTree(Command.run(state, words).ok().out());
  }

  private LayoutBuilder.Layout layout(String file, String type, String diffId, String annotations)
      throws Exception {
    Path layout = folder.resolve(type);
    byte[] layer = Files.readAllBytes(FIXTURES.resolve(file));
    byte[] config =
        ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:"
                + diffId
                + "\"]}}")
            .getBytes(UTF_8);
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json",%s},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+%s",%s,
                    "annotations":{%s}}]}
        """
            .formatted(blob(layout, config), type, blob(layout, layer), annotations)
            .getBytes(UTF_8);
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.writeString(
        layout.resolve("index.json"),
        """
        {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",%s,
          "annotations":{"org.opencontainers.image.ref.name":"%s"}}]}
        """
            .formatted(blob(layout, manifest), LayoutBuilder.TAG));
    return new LayoutBuilder.Layout(layout, "sha256:" + digest(manifest), List.of());
  }

  /** Writes a blob; gives its digest and size as a descriptor has them. */
  private static String blob(Path layout, byte[] content) throws Exception {
    Path blobs = Files.createDirectories(layout.resolve("blobs/sha256"));
    Files.write(blobs.resolve(digest(content)), content);
    return "\"digest\":\"sha256:%s\",\"size\":%d".formatted(digest(content), content.length);
  }

  private static String digest(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}

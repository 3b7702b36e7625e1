package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.ImageBuilder.gzip;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.Layouts;
import io.registrysidecar.testing.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which an image can lie on a disk gives the same image. */
class LocalImagesTest {

  private static final byte[] LOWER = tar(file("a", "lower"));
  private static final byte[] UPPER = tar(file("b", "upper"));

  @TempDir Path directory;

  @Test
  void otherTargetsAreNotLocal() throws ImageException {
    assertThat(LocalImages.open("registry.example.com/team/app:1")).isEmpty();
  }

  @Test
  void aLayoutDirectory() throws Exception {
    Layouts.write(
        image().plainLayer(file("a", "lower")).layer(file("b", "upper")).build(), directory);

    assertThat(files("oci:" + directory)).isEqualTo(Map.of("a", "lower", "b", "upper"));
    assertThat(files("oci:" + directory + ":latest")).hasSize(2);
  }

  @Test
  void aTagThatALayoutDoesNotHave() {
    Layouts.write(image().layer(file("a", "x")).build(), directory);

    assertFails(
        "oci:" + directory + ":v2", "no manifest is tagged \"v2\"; add one of these tags: latest");
  }

  @Test
  void aLayoutWithSeveralImagesNeedsATag() {
    TestImage first = image().layer(file("a", "x")).build();
    TestImage second = image().layer(file("a", "y")).build();
    Layouts.write(first, directory);
    Layouts.write(second, directory);
    Layouts.index(directory, tagged(first, "one") + "," + tagged(second, "two"));

    assertFails("oci:" + directory, "it holds several images; add one of these tags: one, two");
  }

  @Test
  void aDirectoryThatIsNoLayout() {
    assertFails("oci:" + directory, "is not an OCI image layout: it has no index.json");
  }

  @Test
  void aLayoutWhoseLayerIsMissing() throws Exception {
    TestImage image = image().layer(file("a", "x")).build();
    Layouts.write(image, directory);
    Path blob = directory.resolve("blobs/sha256").resolve(image.layer(0).hex());
    Files.delete(blob);

    assertFails(
        "oci:" + directory,
        "read layer " + image.layer(0) + " of oci:" + directory + ": there is no file " + blob);
  }

  @Test
  void anArchiveAndALayoutHaveADigestOfTheirOwn() throws Exception {
    Path archive =
        archive(
            file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"0/layer.tar\"]}]"),
            file("c.json", config(LOWER)),
            file("0/layer.tar", LOWER));
    Path layout = Layouts.write(image().layer(file("a", "x")).build(), directory.resolve("layout"));

    try (ImageSource source = LocalImages.open("docker-archive:" + archive).orElseThrow()) {
      assertThat(source.archive()).hasValue(Digest.sha256(Files.readAllBytes(archive)));
    }
    try (ImageSource source = LocalImages.open("oci:" + layout).orElseThrow()) {
      assertThat(source.archive())
          .hasValue(Digest.sha256(Files.readAllBytes(layout.resolve("index.json"))));
    }
  }

  @Test
  void whatDockerSaves() throws Exception {
    Path archive =
        archive(
            file(
                "manifest.json",
                "[{\"Config\":\"c.json\",\"RepoTags\":[\"app:1\"],\"Layers\":[\"0/layer.tar\",\"1/layer.tar\"]}]"),
            file("c.json", config(LOWER, UPPER)),
            file("0/layer.tar", LOWER),
            file("1/layer.tar", UPPER));

    assertThat(files("docker-archive:" + archive)).isEqualTo(Map.of("a", "lower", "b", "upper"));
  }

  @Test
  void whatOlderDockersSaveWithLinksForEqualLayers() throws Exception {
    Path archive =
        archive(
            file(
                "manifest.json",
                "[{\"Config\":\"c.json\",\"Layers\":[\"0/layer.tar\",\"1/layer.tar\"]}]"),
            file("c.json", config(LOWER, LOWER)),
            file("0/layer.tar", LOWER),
            layer -> layer.symbolicLink("1/layer.tar", "../0/layer.tar"));

    assertThat(files("docker-archive:" + archive)).isEqualTo(Map.of("a", "lower"));
  }

  @Test
  void archivesWhoseLayersAreCompressed() throws Exception {
    Path archive =
        archive(
            file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"l.tar.gz\"]}]"),
            file("c.json", config(LOWER)),
            file("l.tar.gz", gzip(LOWER)));

    assertThat(files("docker-archive:" + archive)).isEqualTo(Map.of("a", "lower"));
  }

  @Test
  void anOciLayoutInATarFile() throws Exception {
    Path layout = directory.resolve("layout");
    Layouts.write(image().layer(file("a", "x")).build(), layout);
    List<LayerContent> members = new ArrayList<>();
    try (Stream<Path> blobs = Files.walk(layout)) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        members.add(file(layout.relativize(blob).toString(), Files.readAllBytes(blob)));
      }
    }

    assertThat(files("docker-archive:" + archive(members.toArray(LayerContent[]::new))))
        .isEqualTo(Map.of("a", "x"));
  }

  @Test
  void anArchiveThatWasChangedIsFoundOutWhenItIsRead() throws Exception {
    Path archive =
        archive(
            file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"0/layer.tar\"]}]"),
            file("c.json", config(LOWER)),
            file("0/layer.tar", UPPER));

    assertFails("docker-archive:" + archive, "its digest is " + Digest.sha256(UPPER));
  }

  @Test
  void archivesThatCannotBeUsed() throws Exception {
    Path plain = archive(file("manifest.json", "[]"));
    Path compressed = Files.write(directory.resolve("a.tar.gz"), gzip(LOWER));

    assertFails("docker-archive:" + plain, "lists 0 images; save one at a time");
    assertFails("docker-archive:" + compressed, "compressed with gzip; decompress it first");
    assertFails(
        "docker-archive:" + archive(file("x", "y")), "neither index.json nor manifest.json");
    assertFails(
        "docker-archive:" + directory.resolve("none"),
        "there is no file " + directory.resolve("none"));
    assertFails(
        "docker-archive:" + archive(file("manifest.json", "[{\"Config\":\"c\",\"Layers\":[]}]")),
        "the archive has no member c");
    assertFails(
        "docker-archive:" + Files.write(directory.resolve("zip"), "PK\3\4".getBytes(UTF_8)),
        "it ends within a header");
  }

  @Test
  void linksInAnArchiveThatDoNotEnd() throws Exception {
    Path archive =
        archive(
            file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"a\"]}]"),
            file("c.json", config(LOWER)),
            layer -> layer.symbolicLink("a", "b"),
            layer -> layer.symbolicLink("b", "a"));

    assertFails("docker-archive:" + archive, "the links of member a do not end");
  }

  private static void assertFails(String target, String message) {
    assertThatThrownBy(() -> files(target))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining(message);
  }

  private static Map<String, String> files(String target)
      throws ImageException, InterruptedException {
    RecordingVisitor visitor = new RecordingVisitor();
    try (ImageSource source = LocalImages.open(target).orElseThrow()) {
      assertThat(source.name()).isEqualTo(target);
      ImageTree tree = ImageTrees.read(source, PlatformFilter.all());
      for (Layer layer : tree.images().getFirst().layers()) {
        LayerSummary summary = layer.read(visitor, LayerContext.of(ScratchSpaces.none()));
        assertThat(summary.notes()).isEmpty();
      }
    }
    return visitor.contents;
  }

  private Path archive(LayerContent... members) throws IOException {
    return Files.write(Files.createTempFile(directory, "image", ".tar"), tar(members));
  }

  private static String config(byte[]... layers) {
    return "{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"diff_ids\":[%s]}}"
        .formatted(
            String.join(
                ",", Stream.of(layers).map(layer -> "\"" + Digest.sha256(layer) + "\"").toList()));
  }

  private static String tagged(TestImage image, String tag) {
    String json = ImageBuilder.json(image.self());
    return json.substring(0, json.length() - 1)
        + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\""
        + tag
        + "\"}}";
  }
}

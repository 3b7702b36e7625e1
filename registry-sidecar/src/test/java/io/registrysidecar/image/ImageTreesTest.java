package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.Layouts;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTreesTest {

  @TempDir Path layout;

  private final List<String> entries = new ArrayList<>();

  @Test
  void oneImageIsATreeOfItself() throws Exception {
    TestImage image = image().platform("linux", "arm64").layer(file("a", "x")).build();

    ImageTree tree = read(Layouts.write(image, layout), PlatformFilter.all());

    assertThat(tree.root()).isInstanceOf(Manifest.Image.class);
    assertThat(tree.images())
        .singleElement()
        .satisfies(only -> {
          assertThat(only.platform()).hasToString("linux/arm64");
          assertThat(only.layers())
              .extracting(Layer::descriptor)
              .containsExactlyElementsOf(image.layers());
          assertThat(only.layers())
              .extracting(Layer::diffId)
              .containsExactlyElementsOf(only.config().diffIds());
          assertThat(only.notes()).isEmpty();
        });
  }

  @Test
  void anIndexIsATreeOfItsRunnableImages() throws Exception {
    add(image().layer(file("a", "x")).build(), "amd64");
    add(image().layer(file("a", "y")).build(), "arm64");
    add(image().layer(file("a", "z")).build(), "unknown");

    assertThat(platforms(PlatformFilter.all())).containsExactly("linux/amd64", "linux/arm64");
    assertThat(platforms(PlatformFilter.parse("linux/arm64"))).containsExactly("linux/arm64");
  }

  @Test
  void aPlatformThatIsNotThereIsAFailureThatNamesThoseThatAre() throws Exception {
    add(image().layer(file("a", "x")).build(), "amd64");
    add(image().layer(file("a", "y")).build(), "arm64");

    assertThatThrownBy(() -> platforms(PlatformFilter.parse("linux/riscv64")))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining(
            "no image for the platform linux/riscv64; it has linux/amd64, linux/arm64");
  }

  @Test
  void aManifestThatIsListedTwiceIsReadOnce() throws Exception {
    TestImage image = image().layer(file("a", "x")).build();
    add(image, "amd64");
    add(image, "amd64");

    assertThat(platforms(PlatformFilter.all())).hasSize(1);
  }

  @Test
  void nestedIndexesAreFollowed() throws Exception {
    add(image().layer(file("a", "x")).build(), "amd64");
    nest();
    add(image().layer(file("a", "y")).build(), "arm64");

    assertThat(platforms(PlatformFilter.all())).containsExactly("linux/amd64", "linux/arm64");
  }

  @Test
  void indexesNestedTooDeeplyAreANote() throws Exception {
    add(image().layer(file("a", "x")).build(), "amd64");
    for (int i = 0; i < 6; i++) {
      nest();
    }
    add(image().layer(file("a", "y")).build(), "arm64");

    ImageTree tree = readIndex(PlatformFilter.all());

    assertThat(tree.images()).hasSize(1);
    assertThat(tree.notes()).extracting(CoverageNote::code).containsExactly("index-too-deep");
  }

  @Test
  void aPlatformWhoseManifestIsMissingIsANote() throws Exception {
    TestImage missing = image().layer(file("a", "x")).build();
    entries.add(entry(missing.self(), "s390x"));
    add(image().layer(file("a", "y")).build(), "amd64");

    ImageTree tree = readIndex(PlatformFilter.all());

    assertThat(tree.images()).hasSize(1);
    assertThat(tree.notes())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.code()).isEqualTo("platform-unreadable");
          assertThat(note.message()).startsWith("the image for linux/s390x was not read: ");
        });
  }

  @Test
  void anArtifactIsNoImage() throws Exception {
    byte[] config = "{}".getBytes(UTF_8);
    Descriptor blob = Layouts.blob(layout, "application/vnd.cncf.helm.config.v1+json", config);
    byte[] manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[]}"
            .formatted(OciMediaTypes.IMAGE_MANIFEST, ImageBuilder.json(blob))
            .getBytes(UTF_8);
    entries.add(ImageBuilder.json(Layouts.blob(layout, OciMediaTypes.IMAGE_MANIFEST, manifest)));

    assertThatThrownBy(() -> readIndex(PlatformFilter.all()))
        .isInstanceOf(ImageException.class)
        .hasMessageEndingWith(
            "not a container image: it is an artifact of type"
                + " application/vnd.cncf.helm.config.v1+json");
  }

  @Test
  void aReferrerThatAnIndexListsIsPassedOver() throws Exception {
    TestImage image = image().layer(file("a", "x")).build();
    add(image, "amd64");
    entries.add(ImageBuilder.json(referrer(image)));

    assertThat(readIndex(PlatformFilter.all()).images())
        .singleElement()
        .satisfies(
            only -> assertThat(only.manifest().self().digest()).isEqualTo(image.self().digest()));
  }

  private Descriptor referrer(TestImage image) throws Exception {
    String manifest = new String(image.manifest(), UTF_8);
    byte[] referrer =
        (manifest.substring(0, manifest.length() - 1)
                + ",\"subject\":"
                + ImageBuilder.json(image.self())
                + "}")
            .getBytes(UTF_8);
    return Layouts.blob(layout, OciMediaTypes.IMAGE_MANIFEST, referrer);
  }

  @Test
  void aReferrerIsNoImageEvenIfItLooksLikeOne() throws Exception {
    TestImage image = image().layer(file("a", "x")).build();
    Layouts.write(image, layout);
    entries.add(ImageBuilder.json(referrer(image)));

    assertThatThrownBy(() -> readIndex(PlatformFilter.all()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("refers to another manifest");
  }

  @Test
  void aConfigurationThatContradictsTheManifestIsANote() throws Exception {
    TestImage one = image().layer(file("a", "x")).build();
    TestImage two = image().layer(file("a", "x")).layer(file("b", "y")).build();
    Layouts.write(two, layout);
    byte[] manifest =
        new String(two.manifest(), UTF_8)
            .replace(ImageBuilder.json(two.config()), ImageBuilder.json(one.config()))
            .getBytes(UTF_8);
    Layouts.write(one, layout);
    entries.add(ImageBuilder.json(Layouts.blob(layout, OciMediaTypes.IMAGE_MANIFEST, manifest)));

    PlatformImage image = readIndex(PlatformFilter.all()).images().getFirst();

    assertThat(image.layers()).hasSize(2).extracting(Layer::diffId).containsOnlyNulls();
    assertThat(image.notes())
        .extracting(CoverageNote::code)
        .containsExactly("config-contradicts-manifest");
  }

  @Test
  void aDamagedConfigurationIsAFailure() throws Exception {
    TestImage image = image().layer(file("a", "x")).build();
    Layouts.write(image, layout);
    Path config = layout.resolve("blobs/sha256").resolve(image.config().digest().hex());
    Files.writeString(config, Files.readString(config).replace("amd64", "arm64"));

    assertThatThrownBy(() -> read(layout, PlatformFilter.all()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("configuration " + image.config().digest())
        .hasMessageContaining("its digest is");
  }

  @Test
  void aPlatformFilterIsReadFromText() {
    assertThat(PlatformFilter.parse("all")).isEqualTo(PlatformFilter.all());
    assertThat(PlatformFilter.parse("linux/arm/v7"))
        .isEqualTo(new PlatformFilter.Only("linux", "arm", "v7"));
    for (String wrong : List.of("", "linux", "linux/", "/arm", "a/b/c/d", "linux//v7")) {
      assertThatThrownBy(() -> PlatformFilter.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("os/architecture[/variant]");
    }
  }

  private void add(TestImage image, String architecture) {
    Layouts.write(image, layout);
    entries.add(entry(image.self(), architecture));
  }

  private static String entry(Descriptor descriptor, @Nullable String architecture) {
    String os = "unknown".equals(architecture) ? "unknown" : "linux";
    String json = ImageBuilder.json(descriptor);
    return json.substring(0, json.length() - 1)
        + ",\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}}".formatted(os, architecture);
  }

  /** Puts what was added so far into an index of its own. */
  private void nest() {
    Descriptor index = Layouts.blob(layout, OciMediaTypes.IMAGE_INDEX, indexBytes());
    entries.clear();
    entries.add(ImageBuilder.json(index));
  }

  private byte[] indexBytes() {
    return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
        .formatted(OciMediaTypes.IMAGE_INDEX, String.join(",", entries))
        .getBytes(UTF_8);
  }

  private List<String> platforms(PlatformFilter filter) throws Exception {
    return readIndex(filter).images().stream().map(image -> image.platform().toString()).toList();
  }

  private ImageTree readIndex(PlatformFilter filter) throws Exception {
    Layouts.index(layout, String.join(",", entries));
    return read(layout, filter);
  }

  private static ImageTree read(Path layout, PlatformFilter filter) throws ImageException {
    try (ImageSource source = LocalImages.open("oci:" + layout).orElseThrow()) {
      return ImageTrees.read(source, filter);
    }
  }
}

package io.registrysidecar.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.image.SociIndexes;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.Contents;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.Layouts;
import io.registrysidecar.testing.SeekableLayer;
import io.registrysidecar.testing.SociFixture;
import io.registrysidecar.testing.TestImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers by the tools that make tables of contents give the same evidence both ways. */
class LayerByContentsTest {

  private static final Path LAYERS = Path.of("src/test/resources/image/partial");

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void theEvidenceIsTheSame(String file, String type, Map<String, String> annotations)
      throws Exception {
    byte[] bytes = Files.readAllBytes(LAYERS.resolve(file));
    Descriptor plain = Descriptor.of("application/vnd.oci.image.layer.v1.tar+" + type, bytes);
    Descriptor descriptor =
        new Descriptor(
            plain.mediaType(), plain.digest(), plain.size(), null, annotations, null, Map.of());
    TestImage image =
        TestImage.image().layer(descriptor, bytes, Digest.sha256(new byte[0])).build();
    Path layout = Layouts.write(image, directory.resolve("layout"));
    LayerContext context = LayerContext.of(new ScratchSpace(directory.resolve("scratch"), 1 << 20));

    try (ImageSource source = LocalImages.open("oci:" + layout).orElseThrow()) {
      Layer layer = source.layer(descriptor, null);
      LayerEvidence partial = new LayerScan(context.byContents(true)).scan(layer, Detectors.all());
      LayerEvidence whole = new LayerScan(context).scan(layer, Detectors.all());

      assertThat(partial.shape()).isEqualTo(whole.shape());
      assertThat(partial.found()).isEqualTo(whole.found());
      assertThat(packages(partial)).isEqualTo(41);
      assertThat(partial.notes())
          .extracting(CoverageNote::code)
          .containsExactly("layer-read-by-contents");
      assertThat(whole.notes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aGoProgramIsFoundByAFewOfItsChunks(boolean zstd) throws Exception {
    byte[] program = goProgram();
    byte[] tar =
        ImageBuilder.tar(
            Contents.program("usr/bin/app", program),
            Contents.file("usr/share/noise.bin", noise(6_000_000)),
            Contents.file("app/x.jar", jar()));
    SeekableLayer layer =
        zstd ? SeekableLayer.zstdChunked(tar, 65_536) : SeekableLayer.eStargz(tar, 65_536);
    TestImage image =
        TestImage.image()
            .layer(layer.descriptor(), layer.bytes(), Digest.sha256(new byte[0]))
            .build();
    Path layout = Layouts.write(image, directory.resolve("layout"));
    LayerContext context = LayerContext.of(new ScratchSpace(directory.resolve("scratch"), 9 << 20));
    var fetched = new AtomicLong();

    try (ImageSource source = LocalImages.open("oci:" + layout).orElseThrow()) {
      Layer read = source.layer(layer.descriptor(), null);
      LayerEvidence partial =
          new LayerScan(context.byContents(true).telling(fetched::addAndGet))
              .scan(read, Detectors.all());
      LayerEvidence whole = new LayerScan(context).scan(read, Detectors.all());

      assertThat(partial.found()).isEqualTo(whole.found());
      assertThat(packages(partial)).isEqualTo(5);
      assertThat(fetched.get() * 5).isLessThan(layer.bytes().length);
    }
  }

  @Test
  void theEvidenceIsTheSameByTheTableOfASociIndex() throws Exception {
    SociFixture fixture = SociFixture.unpack(directory);
    LayerContext context = LayerContext.of(new ScratchSpace(directory.resolve("scratch"), 1 << 20));
    var fetched = new AtomicLong();

    try (ImageSource source = LocalImages.open("oci:" + fixture.second()).orElseThrow()) {
      PlatformImage image = ImageTrees.read(source, PlatformFilter.all()).images().getFirst();
      Layer layer = SociIndexes.layersOf(image, source).getFirst();
      LayerEvidence partial =
          new LayerScan(context.byContents(true).telling(fetched::addAndGet))
              .scan(layer, Detectors.all());
      LayerEvidence whole = new LayerScan(context).scan(layer, Detectors.all());

      assertThat(partial.shape()).isEqualTo(whole.shape());
      assertThat(partial.found()).isEqualTo(whole.found());
      assertThat(packages(partial)).isEqualTo(41);
      assertThat(partial.restsOnContents()).isTrue();
      assertThat(whole.notes()).isEmpty();
      assertThat(fetched.get() * 5).isLessThan(layer.descriptor().size());
    }
  }

  private static byte[] goProgram() throws IOException {
    try (var in =
        new GZIPInputStream(
            new ByteArrayInputStream(
                Evidence.resource("/inventory/program/go1.26-linux-amd64.elf.gz")))) {
      return in.readAllBytes();
    }
  }

  /** With an entry that nobody wants and that does not compress. */
  private static byte[] jar() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("META-INF/maven/org.example/x/pom.properties"));
      zip.write("groupId=org.example\nartifactId=x\nversion=1.0\n".getBytes(UTF_8));
      zip.putNextEntry(new ZipEntry("x.class"));
      zip.write(noise(3_000_000));
    }
    return bytes.toByteArray();
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    return noise;
  }

  private static long packages(LayerEvidence evidence) {
    return evidence.found().values().stream()
        .flatMap(List::stream)
        .mapToLong(found -> found.packages().size())
        .sum();
  }

  static Stream<Arguments> theEvidenceIsTheSame() {
    return Stream.of(
        Arguments.of(
            "estargz.tar.gz",
            "gzip",
            Map.of(
                "containerd.io/snapshot/stargz/toc.digest",
                "sha256:a52bb5d56107a80c685206a7e4f4919e7f02338d7459061a0f041fe785942204")),
        Arguments.of(
            "zstd-chunked-1.9.tar.zst",
            "zstd",
            Map.of(
                "io.containers.zstd-chunked.manifest-checksum",
                "sha256:336268a6e6a589c2395446324f54faa83d5deac3c7cd8373240e821b72e59705",
                "io.containers.zstd-chunked.manifest-position",
                "57473:1171:4678:1")),
        Arguments.of(
            "zstd-chunked-1.59.tar.zst",
            "zstd",
            Map.of(
                "io.github.containers.zstd-chunked.manifest-checksum",
                "sha256:924f7ebe658fe04d4f7ae5191b6b45f781de98b8096476bf1c1736f81138dfcb",
                "io.github.containers.zstd-chunked.manifest-position",
                "57430:1170:3545:1",
                "io.github.containers.zstd-chunked.tarsplit-position",
                "58608:1405:27825")));
  }
}

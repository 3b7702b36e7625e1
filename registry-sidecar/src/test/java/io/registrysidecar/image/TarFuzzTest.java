package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.oci.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as the tar of a layer: what is said of its entries does not depend on whether anybody
 * reads their content, no path leads out of the layer, and no more content comes than was
 * announced. In an ordinary test run these are layers with one defect each and archives of several
 * programs; {@code e2e/fuzz} searches for more.
 */
class TarFuzzTest {

  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final String TYPE = "application/vnd.oci.image.layer.v1.tar";

  /** Sparse files announce any size; what is beyond is as what is before. */
  private static final int MOST_READ = 1 << 20;

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void entriesAreTheSameWhetherContentIsReadOrNot(byte[] tar) throws Exception {
    Walk passing = Walk.of(tar, Want.NOTHING);
    Walk reading = Walk.of(tar, Want.STREAM);

    assertThat(reading.entries).isEqualTo(passing.entries);
    assertThat(reading.notes).isEqualTo(passing.notes);
    for (LayerEntry entry : passing.entries) {
      assertThat(entry.size()).isNotNegative();
      assertThat(entry.path().value().split("/", -1)).doesNotContain("..", ".");
    }
  }

  /** The layers with one defect each, and what several programs write. */
  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String folder : List.of("layers/tar", "image/tar")) {
      try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          byte[] tar = plain(file);
          if (tar.length > 0) {
            seeds.add(tar);
          }
        }
      }
    }
    return seeds.stream();
  }

  private static byte[] plain(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".tar.gz")) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
        return in.readAllBytes();
      }
    }
    return name.equals("layer.bin") ? Files.readAllBytes(file) : new byte[0];
  }

  /** Remembers the entries and reads what it wants. */
  private static final class Walk implements LayerVisitor {
    private final Want want;
    private final List<LayerEntry> entries = new ArrayList<>();
    private List<CoverageNote> notes = List.of();

    private Walk(Want want) {
      this.want = want;
    }

    static Walk of(byte[] tar, Want want) throws Exception {
      Walk walk = new Walk(want);
      LayerContext context =
          new LayerContext(LayerLimits.DEFAULT, ScratchSpaces.none(), () -> 0, _ -> {});
      Descriptor descriptor = Descriptor.of(TYPE, tar);
      walk.notes =
          new BlobLayer("fuzzed", descriptor, null, () -> new ByteArrayInputStream(tar))
              .read(walk, context).notes().stream()
                  .filter(note -> !note.code().equals("file-limit"))
                  .toList();
      return walk;
    }

    @Override
    public Want entry(LayerEntry entry) {
      entries.add(entry);
      return want;
    }

    @Override
    public Want foresee(LayerEntry entry) {
      return want;
    }

    @Override
    public void restart() {
      throw new AssertionError("a layer that is read whole is shown once");
    }

    @Override
    public void file(LayerFile file) throws IOException {
      byte[] head = file.peek(100);
      byte[] content = file.stream().readNBytes(MOST_READ);
      assertThat(content.length).isEqualTo((int) Math.min(file.size(), MOST_READ));
      assertThat(content).startsWith(head);
    }
  }
}

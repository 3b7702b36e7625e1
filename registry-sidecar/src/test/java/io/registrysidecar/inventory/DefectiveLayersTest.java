package io.registrysidecar.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers with one defect each: what is found all the same, and what is said. */
class DefectiveLayersTest {

  private static final Path FOLDER = Path.of("src/test/resources/layers/tar");

  static List<String> defects() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsSaidAndHidesNothingElse(String defect) throws Exception {
    Path folder = FOLDER.resolve(defect);
    byte[] bytes = Files.readAllBytes(folder.resolve("layer.bin"));
    Path diffId = folder.resolve("diff-id.txt");
    boolean gzip = bytes.length > 1 && bytes[0] == 0x1f;
    String type = "application/vnd.oci.image.layer.v1.tar" + (gzip ? "+gzip" : "");
    TestImage image =
        TestImage.image()
            .layer(
                type,
                bytes,
                Files.exists(diffId)
                    ? Digest.parse(Files.readString(diffId).strip())
                    : Digest.sha256(plain(bytes, gzip)))
            .build();

    String found = text(Evidence.of(Detectors.all(), image));

    assertThat(found).isEqualTo(Files.readString(folder.resolve("expected.txt"), UTF_8));
  }

  private static String text(Evidence evidence) {
    Stream<String> packages = evidence.places().stream().map(place -> "+ " + place);
    Stream<String> notes = evidence.notes().stream().map(DefectiveLayersTest::text);
    return Stream.concat(packages, notes).map(line -> line + "\n").collect(joining());
  }

  private static String text(CoverageNote note) {
    String path = note.path() == null ? "" : " [" + note.path() + "]";
    return "! " + note.code() + ": " + note.message() + path;
  }

  /** The plain bytes as far as there are any; a layer without them has no digest to compare. */
  private static byte[] plain(byte[] bytes, boolean gzip) {
    if (!gzip) {
      return bytes;
    }
    try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException _) {
      return new byte[0];
    }
  }
}

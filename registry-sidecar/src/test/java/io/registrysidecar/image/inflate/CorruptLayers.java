package io.registrysidecar.image.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Layers that are wrong in one way each: a folder named after the defect, with the layer and what
 * is said of it.
 */
final class CorruptLayers {

  private static final Path LAYERS = Path.of("src/test/resources/layers");

  private CorruptLayers() {}

  static List<Defect> of(String compression) {
    try (Stream<Path> folders = Files.list(LAYERS.resolve(compression))) {
      return folders.sorted().map(CorruptLayers::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Defect read(Path folder) {
    try {
      return new Defect(
          folder.getFileName().toString(),
          Files.readAllBytes(folder.resolve("layer")),
          Files.readString(folder.resolve("says")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One of them.
   *
   * @param says {@code ok}, {@code corrupt}, or what is said of it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Defect(String name, byte[] layer, String says) {

    void check(Outcome outcome) {
      switch (says) {
        case "ok" -> {
          assertThat(outcome.corrupt()).isNull();
          assertThat(outcome.remarks()).isEmpty();
        }
        case "corrupt" -> assertThat(outcome.isSound()).isFalse();
        default ->
            assertThat(outcome.isSound() ? outcome.remarks().toString() : outcome.corrupt())
                .contains(says);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}

package io.registrysidecar.image.partial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Tables of one small layer that are wrong in one way each: a folder named after the defect, with
 * the table and what is said of it. The one that is called sound is as the tool has written it.
 */
final class ZtocDefects {

  private static final Path FOLDER = Path.of("src/test/resources/image/partial/ztoc");

  private ZtocDefects() {}

  static byte[] layer() {
    try {
      return Files.readAllBytes(FOLDER.resolve("layer.tar.gz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Defect> all() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.filter(Files::isDirectory).sorted().map(ZtocDefects::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Defect read(Path folder) {
    try (InputStream table = new GZIPInputStream(Files.newInputStream(folder.resolve("ztoc.gz")))) {
      return new Defect(
          folder.getFileName().toString(),
          table.readAllBytes(),
          Files.readString(folder.resolve("says")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of them. */
  @SuppressWarnings("ArrayRecordComponent")
  record Defect(String name, byte[] table, String says) {

    @Override
    public String toString() {
      return name;
    }
  }
}

package io.registrysidecar.testing;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * One image with SOCI indexes by the tool that makes them.
 *
 * @param folder where its parts are
 */
public record SociFixture(Path folder) {

  private static final Path STORED = Path.of("src/test/resources/image/partial/soci.tar.zst");

  /** Unpacks it. */
  public static SociFixture unpack(Path folder) throws IOException {
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(STORED));
        var tar = new TarArchiveInputStream(new ZstdInputStream(stored))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.copy(tar, path);
        }
      }
    }
    return new SociFixture(folder);
  }

  /** The layout of the image that names its index. */
  public Path second() {
    return folder.resolve("v2");
  }

  /** A table of its layer with many small spans. */
  public byte[] fineTable() throws IOException {
    return Files.readAllBytes(folder.resolve("fine.ztoc"));
  }

  /** Its only layer. */
  public byte[] layer() throws IOException {
    try (Stream<Path> blobs = Files.list(second().resolve("blobs/sha256"))) {
      return Files.readAllBytes(
          blobs.max(Comparator.comparingLong(blob -> blob.toFile().length())).orElseThrow());
    }
  }
}

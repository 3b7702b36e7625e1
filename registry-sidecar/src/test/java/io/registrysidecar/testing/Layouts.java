package io.registrysidecar.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Images as OCI image layout directories. */
public final class Layouts {

  private Layouts() {}

  /** Writes {@code image} as the only one, tagged {@code latest}; gives the directory. */
  public static Path write(TestImage image, Path directory) {
    image.blobs().forEach((digest, bytes) -> blob(directory, digest, bytes));
    blob(directory, image.self().digest(), image.manifest());
    String entry = ImageBuilder.json(image.self());
    index(
        directory,
        entry.substring(0, entry.length() - 1)
            + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"latest\"}}");
    return directory;
  }

  /** Writes an {@code index.json} with {@code entries} between its brackets. */
  public static void index(Path directory, String entries) {
    text(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    text(directory.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[" + entries + "]}");
  }

  /** Writes a blob. */
  public static Descriptor blob(Path directory, String mediaType, byte[] bytes) {
    blob(directory, Digest.sha256(bytes), bytes);
    return Descriptor.of(mediaType, bytes);
  }

  /** Writes a blob under any digest. */
  public static void blob(Path directory, Digest digest, byte[] bytes) {
    Path folder = directory.resolve("blobs").resolve(digest.algorithm().prefix());
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(digest.hex()), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void text(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

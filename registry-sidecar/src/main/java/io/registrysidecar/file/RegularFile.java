package io.registrysidecar.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that an operator names: keys, secrets, certificates, configuration. A named pipe in its
 * place would let whoever opens it wait for ever, and what comes out of it could not be read again.
 */
public final class RegularFile {

  private RegularFile() {}

  /**
   * Opens a file; links are followed.
   *
   * @throws FileSystemException if it is a directory, a pipe, a socket or a device
   * @throws IOException if it is not there or cannot be read
   */
  public static InputStream open(Path file) throws IOException {
    check(file);
    return Files.newInputStream(file);
  }

  /**
   * Looks whether it can be opened without waiting; one that is not there passes.
   *
   * @throws FileSystemException if it is a directory, a pipe, a socket or a device
   */
  public static void check(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          file.toString(), null, "it is a directory; name the file in it");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(
          file.toString(),
          null,
          "it is a pipe, a socket or a device; write the content into a regular file");
    }
  }
}

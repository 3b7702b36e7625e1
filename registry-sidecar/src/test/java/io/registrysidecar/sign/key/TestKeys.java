package io.registrysidecar.sign.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys among the test resources, as private as keys must be. */
final class TestKeys {

  static final Path RESOURCES = Path.of("src/test/resources/sign/key");
  static final PasswordSource PASSWORD = () -> Optional.of(Password.of("s3cret"));

  private TestKeys() {}

  /** A copy of a resource that only this user may read. */
  static Path privately(Path resource, Path directory) throws IOException {
    Path copy = directory.resolve("key");
    Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    return copy;
  }

  static List<Path> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files.sorted().toList();
    }
  }
}

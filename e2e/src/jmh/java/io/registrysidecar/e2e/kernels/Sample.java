package io.registrysidecar.e2e.kernels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that {@code e2e/bench kernels} has made from those of this machine. */
final class Sample {

  private static final Path FOLDER = Path.of(System.getProperty("kernels.sample"));

  private Sample() {}

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder(String name) {
    return FOLDER.resolve(name);
  }
}

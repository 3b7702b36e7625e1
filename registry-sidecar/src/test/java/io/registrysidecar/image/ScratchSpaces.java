package io.registrysidecar.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scratch space for tests. */
final class ScratchSpaces {

  private ScratchSpaces() {}

  /** One without room for any file. */
  static ScratchSpace none() {
    return of(Path.of(System.getProperty("java.io.tmpdir"), "no-scratch"), 0);
  }

  /** One with room for {@code capacity} bytes. */
  static ScratchSpace of(Path directory, long capacity) {
    try {
      return new ScratchSpace(Files.createDirectories(directory), capacity);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.registrysidecar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What was in force last, in a file of its own, so that it is noticed when something else is, also
 * when that has changed while the service was not running.
 *
 * @param file what it is kept in
 */
record LastInForce(Path file) {

  /** Whether it was this. Nothing ever was: that is the empty text. */
  boolean was(String now) {
    try {
      return now.equals(Files.readString(file));
    } catch (NoSuchFileException e) {
      return now.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException("read what was in force last from " + file, e);
    }
  }

  /** From now on it is this. */
  void is(String now) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, now);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("remember what is in force in " + file, e);
    }
  }
}

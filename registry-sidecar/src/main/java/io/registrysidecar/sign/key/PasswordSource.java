package io.registrysidecar.sign.key;

import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a password is. It is read anew each time it is needed, so that nobody keeps it. */
public interface PasswordSource {

  /** There is none. */
  PasswordSource NONE = Optional::empty;

  /**
   * The password, which whoever asked for it closes; empty where none is configured.
   *
   * @throws KeyFailure if it is configured and cannot be read
   */
  Optional<Password> read() throws KeyFailure;

  /** The first of these that has one. */
  static PasswordSource firstOf(PasswordSource... sources) {
    return () -> {
      for (PasswordSource source : sources) {
        Optional<Password> found = source.read();
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    };
  }

  /** An environment variable; one that is empty does not count. */
  static PasswordSource variable(Map<String, String> environment, String name) {
    return () ->
        Optional.ofNullable(environment.get(name))
            .filter(value -> !value.isEmpty())
            .map(Password::of);
  }

  /** A file; one line break at its end does not count. Null: no file, hence none. */
  static PasswordSource file(@Nullable Path file) {
    return file == null ? NONE : () -> Optional.of(readFile(file));
  }

  private static Password readFile(Path file) throws KeyFailure {
    int longest = 64 * 1024;
    byte[] bytes;
    try (InputStream in = RegularFile.open(file)) {
      PrivateFiles.warnOfPassword(file);
      bytes = in.readNBytes(longest + 1);
    } catch (IOException e) {
      throw new KeyFailure(
          "read the password of the keys from "
              + file
              + ": "
              + FileProblem.reason(e)
              + ". Create the file, readable by this user only, or configure another.",
          e);
    }
    if (bytes.length > longest) {
      Arrays.fill(bytes, (byte) 0);
      throw new KeyFailure(
          "read the password of the keys from "
              + file
              + ": it is larger than 64 KiB. Is it the"
              + " right file?");
    }
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\n') {
      length--;
    }
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    byte[] line = Arrays.copyOf(bytes, length);
    Arrays.fill(bytes, (byte) 0);
    if (length == 0) {
      throw new KeyFailure(
          "read the password of the keys from "
              + file
              + ": it is empty. Write the password into"
              + " it.");
    }
    try {
      return Password.ofUtf8(line);
    } catch (CharacterCodingException e) {
      throw new KeyFailure(
          "read the password of the keys from " + file + ": it is not text in UTF-8.", e);
    }
  }
}

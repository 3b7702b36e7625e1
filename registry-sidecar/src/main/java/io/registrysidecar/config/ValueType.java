package io.registrysidecar.config;

import java.nio.file.Path;
import java.util.List;

/**
 * How values of one kind are written.
 *
 * @param name what the documentation calls it
 * @param list whether there may be several: a YAML list, or separated by commas in an environment
 *     variable
 * @param reader from what is written to what is meant
 */
record ValueType<T>(String name, boolean list, Reader<T> reader) {

  /** Reads what is written. */
  interface Reader<T> {

    /**
     * Understands a value.
     *
     * @param texts the values as written; exactly one unless the type is a list
     * @param base the directory that relative paths start from
     */
    T read(List<String> texts, Path base) throws BadValue;
  }

  /** Whether the value is a file that holds the secret that is meant. */
  boolean isSecretFile() {
    return reader.equals(ValueTypes.SECRET_FILE.reader);
  }

  static <T> ValueType<T> of(String name, Single<T> reader) {
    return new ValueType<>(name, false, (texts, _) -> reader.read(texts.getFirst()));
  }

  /** Reads a single value that names no file. */
  interface Single<T> {
    T read(String text) throws BadValue;
  }
}

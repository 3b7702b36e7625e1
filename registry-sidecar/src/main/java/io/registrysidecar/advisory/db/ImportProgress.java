package io.registrysidecar.advisory.db;

/** Hears how an import goes on. Called from several threads, never from two at once. */
@FunctionalInterface
public interface ImportProgress {

  /** Nobody listens. */
  ImportProgress NONE = (file, records) -> {};

  /**
   * A file was read.
   *
   * @param file its name
   * @param records how many records have been read from all files so far
   */
  void fileRead(String file, long records);
}

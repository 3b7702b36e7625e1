package io.registrysidecar.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Provenance records of several builders, and some that are none. */
final class Records {

  /** The image that all of them are about. */
  static final String SUBJECT = "e8275b2b76280af67e26f068e5d585eb905f8dfd2f1918b3229db98133cb4862";

  private static final Path ROOT = Path.of("src/test/resources/audit");

  private Records() {}

  static byte[] bytes(String name) {
    return read(ROOT.resolve("provenance").resolve(name + ".json"));
  }

  static Statement statement(String name) {
    try {
      return Statement.read(bytes(name));
    } catch (MalformedStatement e) {
      throw new AssertionError(name, e);
    }
  }

  static Provenance provenance(String name) {
    return Provenance.of(statement(name)).orElseThrow();
  }

  /** Directories with one defect each. */
  static List<Path> corpus(String name) {
    return files(ROOT.resolve(name));
  }

  /** Every record there is. */
  static Stream<byte[]> all() {
    return Stream.of("provenance", "hostile", "odd")
        .flatMap(folder -> files(ROOT.resolve(folder)).stream())
        .filter(file -> file.toString().endsWith(".json"))
        .map(Records::read);
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

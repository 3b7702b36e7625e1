package io.registrysidecar.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reviews, one case in each folder, with what they are to be read as. */
final class ReviewCorpus {

  private static final Path FOLDER =
      Path.of("src/test/resources/io/registrysidecar/admission/reviews");

  private ReviewCorpus() {}

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.sorted().toList();
    }
  }

  static byte[] review(Path folder) throws IOException {
    return Files.readAllBytes(folder.resolve("review.json"));
  }

  static List<String> expected(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("expected.txt"));
  }
}

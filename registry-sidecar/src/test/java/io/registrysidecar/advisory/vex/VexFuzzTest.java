package io.registrysidecar.advisory.vex;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in the place of VEX documents: read, or refused in the declared way. */
class VexFuzzTest {

  @MethodSource("documents")
  @FuzzTest(maxDuration = "5m")
  void aDocumentIsReadOrRefused(byte[] bytes) {
    try {
      VexDocument document = VexReader.read(bytes, "fuzz");
      new VexStatements(document.statements()).apply(List.of(), VexStatementsTest.IMAGE);
      document.statements().forEach(statement -> assertThat(statement.sentence()).isNotEmpty());
    } catch (MalformedVex e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  static Stream<byte[]> documents() throws IOException {
    try (Stream<Path> files = Files.walk(VexReaderTest.SEEDS)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(VexFuzzTest::bytes)
          .toList()
          .stream();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

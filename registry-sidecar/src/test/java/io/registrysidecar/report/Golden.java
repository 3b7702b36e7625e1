package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a sample looks like, in files that a reviewer reads. After an intended change: {@code mvn …
 * -Dtest=GoldenTest -Dgolden=write}, and read the difference.
 */
final class Golden {

  private Golden() {}

  static void assertSame(String file, byte[] actual) throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Path source = Path.of("src/test/resources/io/registrysidecar/report/golden", file);
      Files.createDirectories(source.getParent());
      Files.write(source, actual);
      return;
    }
    try (InputStream golden = Golden.class.getResourceAsStream("golden/" + file)) {
      assertThat(golden).as("golden file %s", file).isNotNull();
      assertThat(new String(actual, StandardCharsets.UTF_8))
          .as(file)
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}

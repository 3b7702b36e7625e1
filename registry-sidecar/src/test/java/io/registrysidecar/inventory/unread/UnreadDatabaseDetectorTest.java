package io.registrysidecar.inventory.unread;

import static io.registrysidecar.testing.Contents.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadDatabaseDetectorTest {

  @ParameterizedTest
  @CsvSource({
    "opt/bitnami/.bitnami_components.json, Bitnami",
  })
  void aDatabaseThatNobodyReadsIsNotTakenForEmpty(String path, String manager) {
    assertThat(Evidence.of(new UnreadDatabaseDetector(), file(path, "x")).notes())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.code()).isEqualTo("package-database-unread");
          assertThat(note.message()).contains("packages of " + manager);
          assertThat(note.path()).isEqualTo(path);
        });
  }
}

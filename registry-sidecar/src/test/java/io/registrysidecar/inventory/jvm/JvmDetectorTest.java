package io.registrysidecar.inventory.jvm;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmDetectorTest {

  @ParameterizedTest
  @CsvSource({"temurin-25, java, 25.0.3, Eclipse Adoptium", "debian-17, java, 17.0.15, Debian"})
  void aRuntimeIsThere(String fixture, String name, String version, String maker) {
    Evidence evidence =
        Evidence.of(
            new JvmDetector(),
            file("opt/java/openjdk/release", resource("/inventory/jvm/" + fixture + ".release")));

    assertThat(evidence.facts())
        .containsExactly(PackageFact.of("bitnami", null, name, version).maintainedBy(maker));
  }

  @ParameterizedTest
  @CsvSource({
    "1.8.0_392, 8.0.392",
    "1.8.0, 8.0.0",
    "21, 21.0.0",
    "21.0.1, 21.0.1",
    "17.0.9.1, 17.0.9.1",
    "22-ea, 22.0.0",
  })
  void versionsAreWrittenAsAdvisoriesWriteThem(String stated, String version) {
    assertThat(
            Evidence.of(
                    new JvmDetector(),
                    file(
                        "jre/release", "JAVA_VERSION=\"%s\"\nIMAGE_TYPE=\"JRE\"".formatted(stated)))
                .names())
        .containsExactly("jre " + version);
  }

  @Test
  void otherFilesOfThatNameTellNothing() {
    assertThat(Evidence.of(new JvmDetector(), file("etc/release", "Fedora 40")).files()).isEmpty();
  }
}

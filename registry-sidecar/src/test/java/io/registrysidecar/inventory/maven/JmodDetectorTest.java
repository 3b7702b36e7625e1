package io.registrysidecar.inventory.maven;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static io.registrysidecar.testing.Jars.jar;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JmodDetectorTest {

  /** {@code module jdk.example}, compiled by JDK 25 with {@code --module-version 25.0.1}. */
  private static final byte[] JDK_MODULE =
      Base64.getDecoder()
          .decode(
              "yv66vgAAAEUADAcAAgEAC21vZHVsZS1pbmZvAQAKU291cmNlRmlsZQEAEG1vZHVsZS1pbmZvLmph"
                  + "dmEBAAZNb2R1bGUTAAcBAAtqZGsuZXhhbXBsZQEABjI1LjAuMRMACgEACWphdmEuYmFzZQEABjI1"
                  + "LjAuM4AAAAEAAAAAAAAAAAACAAMAAAACAAQABQAAABYABgAAAAgAAQAJgAAACwAAAAAAAAAA");

  @Test
  void whatJmodMadeIsRead() {
    Evidence evidence =
        Evidence.of(
            new JmodDetector(ArchiveLimits.DEFAULT),
            file("opt/tiny.jmod", resource("/inventory/maven/org.example.tiny.jmod")));

    assertThat(evidence.names()).containsExactly("org.example.tiny 1.2.3");
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "java.base,   bitnami, java 25.0.1",
    "javafx.base, maven,   org.openjfx/javafx-base 25.0.1",
  })
  void javaBaseStandsForItsJdkAndJavaFxHasCoordinates(String name, String type, String expected) {
    Evidence evidence = read(declaration(name));

    assertThat(evidence.names()).containsExactly(expected);
    assertThat(evidence.facts().getFirst().type()).isEqualTo(type);
  }

  @Test
  void otherModulesOfAJdkSayNothing() {
    assertThat(read(JDK_MODULE).names()).isEmpty();
    assertThat(read(JDK_MODULE).codes()).isEmpty();
  }

  @Test
  void whatIsNoModuleIsBroken() {
    assertThat(Evidence.of(new JmodDetector(ArchiveLimits.DEFAULT), file("a.jmod", "JM")).codes())
        .containsExactly("evidence-malformed");
    assertThat(read(new byte[] {1, 2, 3}).codes()).containsExactly("evidence-malformed");
    for (int length = 0; length < 60; length++) {
      assertThat(ModuleInfo.read(Arrays.copyOf(JDK_MODULE, length))).isNull();
    }
  }

  @Test
  void theDeclarationOfAModularJarTellsItsGroup() {
    byte[] module = declaration("org.exa.tiny");

    assertThat(
            Evidence.of(
                    new JavaArchiveDetector(ArchiveLimits.DEFAULT),
                    file("tiny-1.0.jar", jar().entry("module-info.class", module).build()))
                .names())
        .containsExactly("org.exa.tiny/tiny 1.0");
  }

  /** The declaration with another name: a text constant begins with its length. */
  private static byte[] declaration(String name) {
    String text = new String(JDK_MODULE, ISO_8859_1);
    String constant = (char) 0 + "" + (char) "jdk.example".length() + "jdk.example";
    assertThat(text).contains(constant);
    return text.replace(constant, (char) 0 + "" + (char) name.length() + name).getBytes(ISO_8859_1);
  }

  private static Evidence read(byte[] declaration) {
    return Evidence.of(
        new JmodDetector(ArchiveLimits.DEFAULT),
        file("a.jmod", jar().entry("classes/module-info.class", declaration).build()));
  }
}

package io.registrysidecar.inventory.program;

import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The form is that of the GraalVM manual: a gzip-compressed CycloneDX document. */
class EmbeddedSbomTest {

  private static final String BILL =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": [
        {"type": "library", "group": "io.netty", "name": "netty-common", "version": "4.1.100.Final",
         "purl": "pkg:maven/io.netty/netty-common@4.1.100.Final"},
        {"type": "library", "group": "org.json", "name": "json", "version": "20230227",
         "purl": "pkg:maven/org.json/json@20230227"},
        {"type": "library", "name": "without-purl", "version": "1"},
        {"type": "library", "name": "bash", "purl": "pkg:deb/debian/bash@5.1"}]}
      """;

  @Test
  void theBillOfANativeImageIsUsedAndSaidToBeBelieved() throws IOException {
    Evidence evidence = read(gzip(BILL));

    assertThat(evidence.names())
        .containsExactly("io.netty/netty-common 4.1.100.Final", "org.json/json 20230227");
    assertThat(evidence.codes()).containsExactly("sbom-embedded");
  }

  @Test
  void whatTheFirstReleasesWroteWithoutPackageUrlsIsOfMaven() {
    Evidence evidence = read(resource("/inventory/program/h2gis-0.0.3.sbom"));

    assertThat(evidence.names())
        .contains(
            "com.fasterxml.jackson.core/jackson-core 2.17.2",
            "com.google.guava/guava 33.4.8-jre",
            "org.graalvm.nativeimage/svm 22.3.3")
        .doesNotContain("java.sql/sql 11.0.20")
        .hasSize(40);
    assertThat(evidence.facts()).allMatch(fact -> fact.type().equals("maven"));
  }

  @Test
  void whatLaterReleasesWroteIsReadAsItIs() {
    assertThat(read(resource("/inventory/program/mesmo-0.1.0rc8.sbom")).names())
        .contains(
            "com.fasterxml.jackson.core/jackson-databind 2.21.0",
            "com.google.guava/guava 33.5.0-jre")
        .hasSize(55);
  }

  @Test
  void otherCompressedDataIsPassedOver() throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(gzip("not json"));
    data.write(new byte[] {0x1f, 0x1f, (byte) 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    data.write(gzip(BILL));

    assertThat(read(data.toByteArray()).facts()).hasSize(2);
  }

  @Test
  void aBillThatIsNoneIsSaidToBeBroken() throws IOException {
    assertThat(read(gzip("{\"a\": 1}")).codes()).containsExactly("sbom-unread");
  }

  @Test
  void aBillThatUnpacksToTooMuchIsLeftOut() throws IOException {
    assertThat(read(gzip("{\"" + "a".repeat(20 << 20))).files()).isEmpty();
  }

  private static Evidence read(byte[] data) {
    return Evidence.of(
        new ProgramDetector(), program("app/server", MadePrograms.elf(data, 300_000)));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}

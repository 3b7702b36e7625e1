package io.registrysidecar.advisory.vex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VexReaderTest {

  static final Path SEEDS = Path.of("src/test/resources/advisory/vex");

  static VexDocument real(String name) throws Exception {
    return VexReader.read(Files.readAllBytes(SEEDS.resolve("real").resolve(name)), "file " + name);
  }

  @Test
  void openVexSaysWhyAndByWhom() throws Exception {
    VexStatement only = real("openvex-oci.json").statements().getFirst();

    assertThat(only.sentence())
        .isEqualTo(
            "not_affected: vulnerable_code_not_in_execute_path (VEX of Aqua Security, from file"
                + " openvex-oci.json, 2023-01-17T01:07:16.853479631Z)");
    assertThat(only.products().getFirst().subcomponents()).containsExactly("pkg:deb/debian/bash");
  }

  @Test
  void namesOfTheFirstOpenVexWereBareTexts() throws Exception {
    String old =
        """
        {"@context":"https://openvex.dev/ns","author":"A","timestamp":"2023-01-08T18:02:03-06:00",
         "statements":[{"vulnerability":"CVE-2023-1","products":["pkg:oci/app"],
           "subcomponents":["pkg:deb/debian/bash"],"status":"under_investigation"}]}
        """;

    VexStatement only =
        VexReader.read(old.getBytes(StandardCharsets.UTF_8), "test").statements().getFirst();

    assertThat(only.vulnerabilities()).containsExactly("CVE-2023-1");
    assertThat(only.products())
        .containsExactly(
            new VexProduct(List.of("pkg:oci/app"), Set.of(), List.of("pkg:deb/debian/bash")));
  }

  @Test
  void theReferenceOfCycloneDxMayLinkToAnotherDocument() throws Exception {
    VexStatement first = real("cyclonedx.json").statements().getFirst();

    assertThat(first.status()).isEqualTo(VexStatus.NOT_AFFECTED);
    assertThat(first.products().getFirst().identifiers())
        .containsExactly("pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.8.0");
  }

  @Test
  void aRelationshipOfCsafIsAPartInAWhole() throws Exception {
    VexStatement only = real("csaf-subcomponents.json").statements().getFirst();

    assertThat(only.justification()).isEqualTo("vulnerable_code_cannot_be_controlled_by_adversary");
    assertThat(only.products().getFirst().identifiers())
        .containsExactly("pkg:bitnami/argo-cd@2.9.3-2?arch=amd64&distro=debian-12");
    assertThat(only.products().getFirst().subcomponents())
        .containsExactly("pkg:golang/k8s.io/kubernetes@v1.24.2");
  }

  @Test
  void whatCsafSaysInProseIsTheImpact() throws Exception {
    VexStatement only = real("csaf-demo1.json").statements().getFirst();

    assertThat(only.status()).isEqualTo(VexStatus.FIXED);
    assertThat(only.impact()).isEqualTo("Class with vulnerable code was removed before shipping.");
  }

  @ParameterizedTest
  @MethodSource("defects")
  void oneDefectiveStatementIsANoteAndHidesNoOther(Path file) throws Exception {
    VexDocument document = VexReader.read(Files.readAllBytes(file), "file defect.json");

    assertThat(document.statements()).hasSize(1);
    assertThat(document.notes()).hasSize(1);
    assertThat(document.notes().getFirst().message()).contains("file defect.json");
    if (file.getFileName().toString().contains("unknown-sta")) {
      assertThat(document.notes().getFirst().message())
          .containsAnyOf("\"harmless\"", "\"fine\"", "\"mended\"");
    }
  }

  static Stream<Path> defects() throws IOException {
    try (Stream<Path> files = Files.list(SEEDS.resolve("defects"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"@context\":\"https://openvex.dev/ns/v0.2.0\"}"})
  void whatIsNoDocumentIsRefused(String text) {
    assertThatThrownBy(() -> VexReader.read(text.getBytes(StandardCharsets.UTF_8), "test"))
        .isInstanceOf(MalformedVex.class);
  }
}

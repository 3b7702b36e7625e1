package io.registrysidecar.advisory.vex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write and show is OpenVEX by the project's own schema. */
class OpenVexSchemaTest {

  private static final Path FOLDER = Path.of("src/test/resources/advisory/vex");
  private static final Pattern DOCUMENT = Pattern.compile("(?ms)^```json\\n(.*?)^```$");

  @Test
  void theDocumentThatIsComparedWithWhatWeWriteIsValid() throws Exception {
    OpenVexSchema.assertValid(Files.readString(FOLDER.resolve("written/openvex.json")));
  }

  @Test
  void theDocumentOfTheManualIsWhatIsWritten() throws Exception {
    var mark =
        new VexMark(
            "CVE-2023-5363",
            "pkg:deb/debian/openssl@3.0.9-1?arch=amd64&distro=debian-12",
            VexStatus.NOT_AFFECTED,
            "vulnerable_code_not_in_execute_path",
            null,
            null,
            "Ada Lovelace",
            Instant.parse("2027-02-26T00:00:00Z"));
    var image = new Digest(Digest.Algorithm.SHA256, "b".repeat(64));
    var entry =
        new OpenVexWriter.Entry(
            mark,
            Instant.parse("2026-11-28T12:00:00Z"),
            List.of(new OpenVexWriter.Target(image, "amd64")));

    assertThat(new ObjectMapper().readTree(documents().getFirst()))
        .isEqualTo(
            OpenVexWriter.document(
                "127.0.0.1:5000/team/app", List.of(entry), "registry-sidecar/0.1.0"));
  }

  @Test
  void theDocumentsOfTheManualAreValidAndRead() throws Exception {
    assertThat(documents()).isNotEmpty();
    for (String document : documents()) {
      OpenVexSchema.assertValid(document);
      VexDocument read = VexReader.read(document.getBytes(StandardCharsets.UTF_8), "");
      assertThat(read.notes()).isEmpty();
      assertThat(read.statements()).isNotEmpty();
    }
  }

  @Test
  void aDocumentOfOthersIsValid() throws Exception {
    OpenVexSchema.assertValid(Files.readString(FOLDER.resolve("real/openvex-demo1.json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openvex-no-vulnerability.json",
        "openvex-not-affected-without-reason.json",
        "openvex-subcomponents-not-a-list.json",
        "openvex-unknown-justification.json",
        "openvex-unknown-status.json"
      })
  void aDefectIsNoticed(String name) throws Exception {
    assertThat(OpenVexSchema.errors(Files.readString(FOLDER.resolve("defects/" + name))))
        .isNotEmpty();
  }

  private static List<String> documents() throws IOException {
    return DOCUMENT
        .matcher(Files.readString(Path.of("../docs/vex.md")))
        .results()
        .map((MatchResult found) -> found.group(1))
        .filter(text -> text.contains("openvex.dev"))
        .toList();
  }
}

package io.registrysidecar.advisory.vex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Statements of operators as others read them. */
class OpenVexWriterTest {

  private static final String REPOSITORY = "registry.example:5000/team/app";
  private static final Instant SINCE = Instant.parse("2026-11-28T12:00:00.123Z");
  private static final Digest INDEX = new Digest(Digest.Algorithm.SHA256, "a".repeat(64));
  private static final Digest IMAGE = new Digest(Digest.Algorithm.SHA256, "b".repeat(64));

  private static OpenVexWriter.Entry entry(VexMark mark) {
    return new OpenVexWriter.Entry(
        mark,
        SINCE,
        List.of(new OpenVexWriter.Target(INDEX, null), new OpenVexWriter.Target(IMAGE, "amd64")));
  }

  private static VexMark mark(String author) {
    return new VexMark(
        "CVE-2026-1",
        "pkg:deb/debian/openssl@3.0.9-1?arch=amd64&distro=debian-12",
        VexStatus.NOT_AFFECTED,
        "vulnerable_code_not_in_execute_path",
        "It only hashes.",
        null,
        author,
        Instant.parse("2027-01-31T00:00:00Z"));
  }

  @Test
  void aDocumentIsWhatTheSpecificationWants() throws Exception {
    var affected =
        new VexMark(
            "CVE-2026-2", null, VexStatus.AFFECTED, null, null, "Wait for 1.1.", "Bob", null);

    ObjectNode document =
        OpenVexWriter.document(
            REPOSITORY,
            List.of(entry(mark("Ada Lovelace")), entry(affected)),
            "registry-sidecar/1.0");

    Path golden = Path.of("src/test/resources/advisory/vex/written/openvex.json");
    assertThat(document).isEqualTo(new ObjectMapper().readTree(Files.readAllBytes(golden)));
  }

  @Test
  void whatIsWrittenIsReadAsItWasMeant() throws Exception {
    assertReadAsMeant(mark("Ada Lovelace"));
  }

  static void assertReadAsMeant(VexMark mark) throws MalformedVex {
    ObjectNode written = OpenVexWriter.document(REPOSITORY, List.of(entry(mark)), "test");

    OpenVexSchema.assertValid(written.toString());
    VexDocument read = VexReader.read(BoundedJson.write(written), "test");

    assertThat(read.notes()).isEmpty();
    VexStatement statement = read.statements().getFirst();
    assertThat(statement.vulnerabilities()).containsExactly(mark.vulnerability());
    assertThat(statement.status()).isEqualTo(mark.status());
    assertThat(statement.justification()).isEqualTo(mark.justification());
    assertThat(statement.impact()).isEqualTo(mark.impact());
    assertThat(statement.origin().author()).isEqualTo(mark.author());
    var image = new VexSubject(REPOSITORY, Set.of(IMAGE), "amd64");
    assertThat(statement.products()).anyMatch(image::isMeantBy);
    var other =
        new VexSubject(
            REPOSITORY, Set.of(new Digest(Digest.Algorithm.SHA256, "c".repeat(64))), "amd64");
    assertThat(statement.products()).noneMatch(other::isMeantBy);
    assertThat(statement.products().getFirst().subcomponents())
        .isEqualTo(mark.component() == null ? List.of() : List.of(mark.component()));
  }

  @Test
  void equalStatementsMakeEqualDocumentsAndOthersOthers() {
    ObjectNode document =
        OpenVexWriter.document(REPOSITORY, List.of(entry(mark("Ada"))), "registry-sidecar/1.0");
    ObjectNode newer =
        OpenVexWriter.document(REPOSITORY, List.of(entry(mark("Ada"))), "registry-sidecar/2.0");
    ObjectNode other =
        OpenVexWriter.document(REPOSITORY, List.of(entry(mark("Bob"))), "registry-sidecar/1.0");

    assertThat(newer.path("@id")).isEqualTo(document.path("@id"));
    assertThat(OpenVexWriter.said(newer)).isEqualTo(OpenVexWriter.said(document));
    assertThat(other.path("@id")).isNotEqualTo(document.path("@id"));
    assertThat(OpenVexWriter.said(other)).isNotEqualTo(OpenVexWriter.said(document));
  }
}

package io.registrysidecar.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every published example follows the published schema, and the records read and write it
 * unchanged.
 */
class ExamplesTest {

  @ParameterizedTest
  @FieldSource("io.registrysidecar.schema.Published#EXAMPLES")
  void anExampleReportFollowsTheSchema(String name) {
    assertThat(Published.errors(Published.reportSchema(), Published.exampleReport(name))).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("io.registrysidecar.schema.Published#EXAMPLES")
  void exampleAnnotationsFollowTheSchema(String name) {
    assertThat(Published.errors(Published.annotationsSchema(), Published.exampleAnnotations(name)))
        .isEmpty();
  }

  @ParameterizedTest
  @FieldSource("io.registrysidecar.schema.Published#EXAMPLES")
  void anExampleReportComesBackByteForByte(String name) throws Exception {
    String example = Published.exampleReport(name);

    Report report = new ReportReader().read(example.getBytes(UTF_8));

    assertThat(new String(ReportWriter.indented(report), UTF_8)).isEqualTo(example);
    assertThat(new ReportReader().read(ReportWriter.compact(report))).isEqualTo(report);
  }

  @ParameterizedTest
  @FieldSource("io.registrysidecar.schema.Published#EXAMPLES")
  void theSummaryOfAnExampleCountsItsFindings(String name) throws Exception {
    Report report = new ReportReader().read(Published.exampleReport(name).getBytes(UTF_8));

    assertThat(report.summary()).isEqualTo(Summary.of(report.findings()));
  }

  @ParameterizedTest
  @FieldSource("io.registrysidecar.schema.Published#EXAMPLES")
  void exampleAnnotationsAreThoseOfTheExampleReport(String name) throws Exception {
    Map<String, String> example =
        new JsonMapper()
            .readValue(
                Published.exampleAnnotations(name), new TypeReference<Map<String, String>>() {});
    Report report = new ReportReader().read(Published.exampleReport(name).getBytes(UTF_8));

    Annotations annotations = Annotations.of(report, sha256(ReportWriter.compact(report)));

    assertThat(annotations.toMap()).isEqualTo(example);
    assertThat(Annotations.fromMap(example)).isEqualTo(annotations);
  }

  private static String sha256(byte[] content) throws Exception {
    return "sha256:"
        + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}

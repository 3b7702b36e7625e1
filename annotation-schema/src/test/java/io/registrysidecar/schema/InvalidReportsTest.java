package io.registrysidecar.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One defect each: the schema and the reader both refuse it, so that a consumer of either sees the
 * same reports.
 */
class InvalidReportsTest {

  @ParameterizedTest(name = "{0}: {1} = {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          findings         | /schemaVersion                | "2"
          findings         | /schemaVersion                | 1
          findings         | /schemaVersion                |
          findings         | /image                        |
          findings         | /image                        | "registry.example.com/team/app"
          findings         | /image/repository             |
          findings         | /image/repository             | ""
          findings         | /image/digest                 | "sha256:1234"
          findings         | /image/digest                 | "md5:d41d8cd98f00b204e9800998ecf8427e"
          findings         | /image/tags                   |
          findings         | /image/tags                   | null
          findings         | /image/tags                   | "latest"
          findings         | /image/tags/0                 | null
          findings         | /scan/startedAt               | "yesterday"
          findings         | /scan/startedAt               | "2026-02-30T00:00:00Z"
          findings         | /scan/startedAt               | 1763717400
          findings         | /scan/scanner/version         | "01234567890123456789012345678901234567890123456789012345678901234"
          findings         | /advisories/feeds             |
          findings         | /advisories/feeds/0/records   | -1
          findings         | /advisories/feeds/0/records   | 1.5
          findings         | /advisories/newestRecord      | "2026-11-20"
          findings         | /coverage                     |
          findings         | /coverage/status              | "full"
          findings         | /coverage/status              | 0
          findings         | /os/endOfLife                 | "June 2028"
          findings         | /layers                       |
          findings         | /layers/0/digest              |
          findings         | /layers/0/components          | "1"
          findings         | /components/0/purl            |
          findings         | /components/0/purl            | "openssl"
          findings         | /components/0/layer           | "base"
          findings         | /components/0/paths           | {}
          findings         | /findings                     | null
          findings         | /findings/0/severity          | "severe"
          findings         | /findings/0/severity          | "CRITICAL"
          findings         | /findings/0/class             |
          findings         | /findings/0/class             | "bug"
          findings         | /findings/0/status            | "fixed"
          findings         | /findings/0/fixed             |
          findings         | /findings/0/cvss/score        | 10.1
          findings         | /findings/0/cvss/score        | "10"
          findings         | /findings/0/epss/percentile   | 99.9
          findings         | /findings/0/kev/ransomware    | "yes"
          findings         | /checks                       |
          findings         | /checks                       | ["passed"]
          findings         | /secrets                      |
          findings         | /audit                        | []
          findings         | /verdict/result               | "passed"
          findings         | /verdict/reasons              |
          findings         | /summary                      |
          findings         | /summary/critical             |
          findings         | /summary/critical             | null
          findings         | /summary/fixable              | -1
          partial-coverage | /coverage/statements/0/code   | ""
          partial-coverage | /coverage/statements/0/layer  | "2 of 2"
          index            | /platforms/0/digest           |
          index            | /platforms/0/summary          |
          index            | /platforms/0/coverage         | "some"
          """)
  void oneDefectIsEnough(String example, String at, @Nullable String replacement) {
    String defective = withDefect(Published.exampleReport(example), at, replacement);

    assertThat(Published.errors(Published.reportSchema(), defective)).isNotEmpty();
    assertThatThrownBy(() -> new ReportReader().read(defective.getBytes(UTF_8)))
        .isInstanceOf(MalformedReport.class)
        .hasMessageStartingWith("read report: ");
  }

  /**
   * The document with the member at {@code at} replaced, or removed where there is no replacement.
   */
  private static String withDefect(String document, String at, @Nullable String replacement) {
    JsonNode root = Published.parse(document);
    JsonPointer pointer = JsonPointer.compile(at);
    assertThat(root.at(pointer).isMissingNode()).as("%s is in the example", at).isFalse();
    JsonNode parent = root.at(pointer.head());
    JsonPointer last = pointer.last();
    switch (parent) {
      case ObjectNode object when replacement == null -> object.remove(last.getMatchingProperty());
      case ObjectNode object ->
          object.set(last.getMatchingProperty(), Published.parse(replacement));
      case ArrayNode array when replacement != null ->
          array.set(last.getMatchingIndex(), Published.parse(replacement));
      default -> throw new AssertionError("nothing to change at " + at);
    }
    return root.toString();
  }
}

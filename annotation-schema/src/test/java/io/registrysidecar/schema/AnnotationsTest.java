package io.registrysidecar.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationsTest {

  private static final String DIGEST = "sha512:" + "9".repeat(128);

  /** Every key present, every value as long as it may be. */
  private static final Annotations LONGEST =
      new Annotations(
          CoverageStatus.COMPLETE,
          VerdictResult.UNKNOWN,
          new Summary(
              300_000_000,
              300_000_000,
              300_000_000,
              300_000_000,
              300_000_000,
              300_000_000,
              300_000_000),
          new Compliance(999_999_999, 999_999_999),
          "\u20ac".repeat(128),
          Instant.parse("2026-11-20T05:58:01.999999999Z"),
          Instant.parse("2026-11-20T05:58:01.999999999Z"),
          Instant.parse("2026-11-20T05:58:01.999999999Z"),
          new ScannerInfo("\u20ac".repeat(64), "\u20ac".repeat(64)),
          DIGEST);

  @Test
  void theLongestAnnotationsFollowTheSchemaAndStayBelowTheLimit() throws Exception {
    String json = new JsonMapper().writeValueAsString(LONGEST.toMap());

    assertThat(LONGEST.toMap()).containsOnlyKeys(AnnotationKeys.ALL);
    assertThat(Published.errors(Published.annotationsSchema(), json)).isEmpty();
    assertThat(json.getBytes(UTF_8)).hasSizeLessThan(Annotations.MAX_BYTES);
    assertThat(Annotations.fromMap(LONGEST.toMap())).isEqualTo(LONGEST);
  }

  @Test
  void theSchemaDescribesExactlyTheKeys() {
    assertThat(
            Published.annotationsSchema().get("properties").properties().stream()
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(AnnotationKeys.ALL);
  }

  @Test
  void nothingLookedAtGivesNoCountsBecauseZerosWouldLookClean() throws Exception {
    Report report = new ReportReader().read(Published.exampleReport("no-database").getBytes(UTF_8));

    Annotations annotations = Annotations.of(report, DIGEST);

    assertThat(annotations.toMap())
        .containsEntry(AnnotationKeys.COVERAGE, "none")
        .doesNotContainKeys(
            AnnotationKeys.CRITICAL, AnnotationKeys.UNKNOWN, AnnotationKeys.FIXABLE);
    assertThat(Annotations.fromMap(annotations.toMap())).isEqualTo(annotations);
  }

  @Test
  void keysOfOthersAndOfLaterReleasesAreSkipped() throws Exception {
    Map<String, String> listed = new HashMap<>(LONGEST.toMap());
    listed.put("org.opencontainers.image.title", "report.json");
    listed.put(AnnotationKeys.PREFIX + "mood", "good");

    assertThat(Annotations.fromMap(listed)).isEqualTo(LONGEST);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          org.opencontainers.image.created      |                | is missing
          org.opencontainers.image.created      | today          | a time such as
          io.registrysidecar.schema-version     | 2              | 1 for this reader
          io.registrysidecar.schema-version     |                | is missing
          io.registrysidecar.coverage           | full           | one of [complete, partial, none]
          io.registrysidecar.coverage           |                | is missing
          io.registrysidecar.verdict            | passed         | one of [PASSED, WARNED, FAILED, UNKNOWN]
          io.registrysidecar.critical           | many           | a decimal number
          io.registrysidecar.critical           | -1             | a decimal number
          io.registrysidecar.critical           | 007            | a decimal number
          io.registrysidecar.critical           | 99999999999999 | a decimal number
          io.registrysidecar.critical           |                | is missing
          io.registrysidecar.compliance         | 80 %           | passed/all
          io.registrysidecar.compliance         | 51/50          | more checks passed
          io.registrysidecar.advisories.newest  | soon           | a time such as
          io.registrysidecar.scanned-at         | now            | a time such as
          io.registrysidecar.scanner.version    |                | is missing
          io.registrysidecar.report.digest      | sha256:12      | is not a sha256 or sha512 digest
          """)
  void oneDefectIsEnough(String key, @Nullable String value, String because) {
    Map<String, String> defective = new HashMap<>(LONGEST.toMap());
    if (value == null) {
      defective.remove(key);
    } else {
      defective.put(key, value);
    }

    assertThatThrownBy(() -> Annotations.fromMap(defective))
        .isInstanceOf(MalformedAnnotations.class)
        .hasMessageContaining(because);
    if (!because.startsWith("more checks")) { // a schema cannot compare two numbers
      assertThat(Published.errors(Published.annotationsSchema(), json(defective).toString()))
          .isNotEmpty();
    }
  }

  @Test
  void anEndlessValueIsShownShortened() {
    Map<String, String> defective = new HashMap<>(LONGEST.toMap());
    defective.put(AnnotationKeys.SCANNER_NAME, "x".repeat(1_000_000));

    assertThatThrownBy(() -> Annotations.fromMap(defective))
        .isInstanceOf(MalformedAnnotations.class)
        .message()
        .hasSizeLessThan(300)
        .contains("at most 256 characters");
  }

  @Test
  void countsWithoutCoverageCannotBeMade() {
    assertThatThrownBy(() ->
            new Annotations(
                CoverageStatus.NONE,
                VerdictResult.UNKNOWN,
                new Summary(0, 0, 0, 0, 0, 0, 0),
                null,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                new ScannerInfo("registry-sidecar", "0.1.0"),
                DIGEST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coverage is none");
  }

  private static JsonNode json(Map<String, String> annotations) {
    return new JsonMapper().valueToTree(annotations);
  }
}

package io.registrysidecar.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of a report artifact: its summary in under {@value #MAX_BYTES} bytes, so that one
 * request for the list of referrers tells all.
 *
 * @param coverage how much was looked at
 * @param verdict one decision
 * @param summary the counts, or null where coverage is none, because a zero would look like clean
 * @param compliance hardening checks, or null where none ran
 * @param advisoriesVersion version of the advisory database, or null where there was none
 * @param newestAdvisory when the newest advisory was last changed, or null where unknown
 * @param created when the scan began, to the second
 * @param scannedAt when the scan ended, to the second
 * @param scanner the program
 * @param reportDigest digest of the report blob
 */
public record Annotations(
    CoverageStatus coverage,
    VerdictResult verdict,
    @Nullable Summary summary,
    @Nullable Compliance compliance,
    @Nullable String advisoriesVersion,
    @Nullable Instant newestAdvisory,
    Instant created,
    Instant scannedAt,
    ScannerInfo scanner,
    String reportDigest) {

  /** Upper bound of all keys and values as a JSON object in UTF-8. */
  public static final int MAX_BYTES = 2048;

  /**
   * Checks lengths, cuts times to seconds, and checks that there are counts exactly where something
   * was looked at.
   */
  public Annotations {
    if ((summary == null) != (coverage == CoverageStatus.NONE)) {
      throw new IllegalArgumentException(
          "counts belong to coverage complete and partial only, and coverage is "
              + coverage.word());
    }
    if (advisoriesVersion != null) {
      Require.text("advisories version", advisoriesVersion, 128);
    }
    Require.digest("report digest", reportDigest);
    created = created.truncatedTo(ChronoUnit.SECONDS);
    scannedAt = scannedAt.truncatedTo(ChronoUnit.SECONDS);
    newestAdvisory = newestAdvisory == null ? null : newestAdvisory.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The annotations of a report.
   *
   * @param reportDigest digest of the report's bytes as they are pushed
   */
  public static Annotations of(Report report, String reportDigest) {
    CoverageStatus coverage = report.coverage().status();
    return new Annotations(
        coverage,
        report.verdict().result(),
        coverage == CoverageStatus.NONE ? null : report.summary(),
        null,
        report.advisories().version(),
        report.advisories().newestRecord(),
        report.scan().startedAt(),
        report.scan().finishedAt(),
        report.scan().scanner(),
        reportDigest);
  }

  /**
   * Reads annotations as a registry lists them. Keys that this version does not know are skipped.
   *
   * @throws MalformedAnnotations if a key is missing or a value is not what the schema says
   */
  public static Annotations fromMap(Map<String, String> annotations) throws MalformedAnnotations {
    return new AnnotationReader(annotations).read();
  }

  /** Keys and values, sorted by key. */
  public Map<String, String> toMap() {
    Map<String, String> map = new TreeMap<>();
    map.put(AnnotationKeys.SCHEMA_VERSION, Report.SCHEMA_VERSION);
    map.put(AnnotationKeys.CREATED, created.toString());
    map.put(AnnotationKeys.SCANNED_AT, scannedAt.toString());
    map.put(AnnotationKeys.COVERAGE, coverage.word());
    map.put(AnnotationKeys.VERDICT, verdict.word());
    map.put(AnnotationKeys.SCANNER_NAME, scanner.name());
    map.put(AnnotationKeys.SCANNER_VERSION, scanner.version());
    map.put(AnnotationKeys.REPORT_DIGEST, reportDigest);
    if (summary != null) {
      map.put(AnnotationKeys.CRITICAL, Integer.toString(summary.critical()));
      map.put(AnnotationKeys.HIGH, Integer.toString(summary.high()));
      map.put(AnnotationKeys.MEDIUM, Integer.toString(summary.medium()));
      map.put(AnnotationKeys.LOW, Integer.toString(summary.low()));
      map.put(AnnotationKeys.NEGLIGIBLE, Integer.toString(summary.negligible()));
      map.put(AnnotationKeys.UNKNOWN, Integer.toString(summary.unknown()));
      map.put(AnnotationKeys.FIXABLE, Integer.toString(summary.fixable()));
    }
    putIfKnown(map, AnnotationKeys.COMPLIANCE, compliance);
    putIfKnown(map, AnnotationKeys.ADVISORIES_VERSION, advisoriesVersion);
    putIfKnown(map, AnnotationKeys.ADVISORIES_NEWEST, newestAdvisory);
    return Collections.unmodifiableMap(map);
  }

  private static void putIfKnown(Map<String, String> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value.toString());
    }
  }
}

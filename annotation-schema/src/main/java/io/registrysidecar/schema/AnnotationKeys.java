package io.registrysidecar.schema;

import java.util.List;

/**
 * Keys of the annotations on the artifact type {@link MediaTypes#REPORT}. A registry repeats them
 * in its list of referrers. The schema of their values is {@code annotations.v1.schema.json} beside
 * this class.
 */
public final class AnnotationKeys {

  /** What all our own keys begin with. */
  public static final String PREFIX = "io.registrysidecar.";

  /** When the result was made, RFC 3339; the OCI key that other tools read. */
  public static final String CREATED = "org.opencontainers.image.created";

  /** Version of the report schema: {@code 1}. */
  public static final String SCHEMA_VERSION = PREFIX + "schema-version";

  /** {@code complete}, {@code partial} or {@code none}: read it before any count. */
  public static final String COVERAGE = PREFIX + "coverage";

  /** {@code PASSED}, {@code WARNED}, {@code FAILED} or {@code UNKNOWN}. */
  public static final String VERDICT = PREFIX + "verdict";

  /** Number of critical findings. Like the other counts, absent where coverage is {@code none}. */
  public static final String CRITICAL = PREFIX + "critical";

  /** Number of high findings. */
  public static final String HIGH = PREFIX + "high";

  /** Number of medium findings. */
  public static final String MEDIUM = PREFIX + "medium";

  /** Number of low findings. */
  public static final String LOW = PREFIX + "low";

  /** Number of negligible findings. */
  public static final String NEGLIGIBLE = PREFIX + "negligible";

  /** Number of findings that nobody has rated. */
  public static final String UNKNOWN = PREFIX + "unknown";

  /** How many of all findings have a version that repairs them. */
  public static final String FIXABLE = PREFIX + "fixable";

  /** Hardening checks, {@code passed/all}, for example {@code 41/50}; absent where none ran. */
  public static final String COMPLIANCE = PREFIX + "compliance";

  /** Version of the advisory database; absent where there was none. */
  public static final String ADVISORIES_VERSION = PREFIX + "advisories.version";

  /** When the newest advisory known was last changed, RFC 3339; absent where unknown. */
  public static final String ADVISORIES_NEWEST = PREFIX + "advisories.newest";

  /** When the scan ended, RFC 3339. */
  public static final String SCANNED_AT = PREFIX + "scanned-at";

  /** Name of the scanner. */
  public static final String SCANNER_NAME = PREFIX + "scanner.name";

  /** Version of the scanner. */
  public static final String SCANNER_VERSION = PREFIX + "scanner.version";

  /** Digest of the report blob, which can be fetched without fetching the artifact's manifest. */
  public static final String REPORT_DIGEST = PREFIX + "report.digest";

  /**
   * Equal for artifacts of one type that say the same about an image, however often it was scanned.
   * On every artifact of ours, not only on reports.
   */
  public static final String CONTENT_FINGERPRINT = PREFIX + "content";

  /** Every key of the annotations of a report that says something about its image. */
  public static final List<String> ALL =
      List.of(
          CREATED,
          SCHEMA_VERSION,
          COVERAGE,
          VERDICT,
          CRITICAL,
          HIGH,
          MEDIUM,
          LOW,
          NEGLIGIBLE,
          UNKNOWN,
          FIXABLE,
          COMPLIANCE,
          ADVISORIES_VERSION,
          ADVISORIES_NEWEST,
          SCANNED_AT,
          SCANNER_NAME,
          SCANNER_VERSION,
          REPORT_DIGEST);

  private AnnotationKeys() {}
}

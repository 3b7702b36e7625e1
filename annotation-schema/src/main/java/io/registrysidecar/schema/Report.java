package io.registrysidecar.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one image, or, rolled up, about all platforms of an index. This is
 * the content of the artifact type {@link MediaTypes#REPORT}; its JSON Schema is {@code
 * report.v1.schema.json} beside this class.
 *
 * @param schemaVersion always {@value #SCHEMA_VERSION}
 * @param image what was scanned
 * @param scan when and by whom
 * @param advisories what was known about vulnerabilities then
 * @param coverage how much was looked at; read it before any count
 * @param os the distribution, or null when there is none or it was not recognised, and on an index
 * @param base the image that it was built on, or null when it is not known, and on an index
 * @param layers lowest first; empty on an index
 * @param components what is installed, sorted by package URL; empty on an index
 * @param findings what is wrong, worst first; on an index the distinct findings of its platforms
 * @param checks hardening rules and their results, as JSON objects; empty until something fills it
 * @param secrets credentials found, as JSON objects; empty until something fills it
 * @param audit where the image came from, as a JSON object that follows {@code
 *     audit-trail.v1.schema.json}, without tags, events and previous; empty on an index, and where
 *     nobody looked
 * @param signatures trusted signatures that were verified for the verdict, in order; null where
 *     nobody looked, which is something else than none
 * @param verdict one decision
 * @param summary counts of {@code findings}
 * @param platforms on an index, its platforms in order; empty elsewhere, and then absent in JSON
 */
public record Report(
    String schemaVersion,
    ImageInfo image,
    ScanInfo scan,
    AdvisoriesInfo advisories,
    Coverage coverage,
    @Nullable OsInfo os,
    @Nullable BaseInfo base,
    List<LayerInfo> layers,
    List<ComponentInfo> components,
    List<FindingInfo> findings,
    List<Map<String, Object>> checks,
    List<Map<String, Object>> secrets,
    Map<String, Object> audit,
    @Nullable List<SignatureInfo> signatures,
    Verdict verdict,
    Summary summary,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PlatformInfo> platforms) {

  /** The version of the schema that these records follow. */
  public static final String SCHEMA_VERSION = "1";

  /** Checks the version and copies everything. */
  public Report {
    if (!schemaVersion.equals(SCHEMA_VERSION)) {
      throw new IllegalArgumentException(
          "schemaVersion is " + schemaVersion + ", these records follow " + SCHEMA_VERSION);
    }
    layers = List.copyOf(layers);
    components = List.copyOf(components);
    findings = List.copyOf(findings);
    checks = Frozen.objects(checks);
    secrets = Frozen.objects(secrets);
    audit = Frozen.object(audit);
    signatures = signatures == null ? null : List.copyOf(signatures);
    platforms = List.copyOf(platforms);
  }

  /** The same, with another decision. */
  public Report withVerdict(Verdict decided) {
    return with(findings, signatures, decided);
  }

  /** The same report, with the same findings dated. */
  public Report withFindings(List<FindingInfo> dated) {
    return with(dated, signatures, verdict);
  }

  /** The same report, with what was found out about its signatures; null where nobody looked. */
  public Report withSignatures(@Nullable List<SignatureInfo> verified) {
    return with(findings, verified, verdict);
  }

  private Report with(
      List<FindingInfo> dated, @Nullable List<SignatureInfo> verified, Verdict decided) {
    return new Report(
        schemaVersion,
        image,
        scan,
        advisories,
        coverage,
        os,
        base,
        layers,
        components,
        dated,
        checks,
        secrets,
        audit,
        verified,
        decided,
        summary,
        platforms);
  }
}

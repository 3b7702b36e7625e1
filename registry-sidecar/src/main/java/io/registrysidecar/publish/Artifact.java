package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.report.ReportFormat;
import io.registrysidecar.report.ReportFormats;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.Annotations;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ReportWriter;
import io.registrysidecar.schema.ScanInfo;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One kind of result, not yet attached to anything. An image has one current artifact of each
 * {@linkplain Kind kind}.
 *
 * @param type the artifact type
 * @param mediaType the media type of the content; for most kinds that is the artifact type
 * @param fileName what a client that downloads the content calls it
 * @param content the bytes; not to be modified
 * @param digest of the content
 * @param annotations what the list of referrers repeats, among them when the scan began and what
 *     the content says
 */
@SuppressWarnings("ArrayRecordComponent")
public record Artifact(
    String type,
    String mediaType,
    String fileName,
    byte[] content,
    Digest digest,
    Map<String, String> annotations) {

  /** Copies the annotations. */
  public Artifact {
    annotations = Map.copyOf(annotations);
  }

  /** An artifact whose content has the artifact type as its media type. */
  public Artifact(String type, String fileName, byte[] content, Map<String, String> annotations) {
    this(type, type, fileName, content, annotations);
  }

  /** An artifact whose digest is still to be computed. */
  public Artifact(
      String type,
      String mediaType,
      String fileName,
      byte[] content,
      Map<String, String> annotations) {
    this(type, mediaType, fileName, content, Digest.sha256(content), annotations);
  }

  /** All that is attached to an image: report, SBOM and SARIF; to an index only the report. */
  public static List<Artifact> allOf(Report report) {
    if (report.image().isIndex()) {
      return List.of(report(report));
    }
    ReportFormat.Style compact = ReportFormat.Style.COMPACT;
    return List.of(
        report(report),
        sbom(ReportFormats.CYCLONEDX.render(report, compact), report.scan()),
        sarif(ReportFormats.SARIF.render(report, compact), report.scan()));
  }

  /** The complete report of an image, or the roll-up of an index. */
  static Artifact report(Report report) {
    byte[] content = ReportWriter.compact(report);
    Digest digest = Digest.sha256(content);
    Map<String, String> summary = Annotations.of(report, digest.toString()).toMap();
    return of(
        MediaTypes.REPORT,
        "report.json",
        content,
        digest,
        Fingerprint.ofOwn(content),
        report.scan(),
        summary);
  }

  /** The SBOM as CycloneDX JSON. */
  static Artifact sbom(byte[] cycloneDx, ScanInfo scan) {
    return of(MediaTypes.CYCLONEDX, "sbom.cdx.json", cycloneDx, scan);
  }

  /** The findings as SARIF. */
  static Artifact sarif(byte[] sarif, ScanInfo scan) {
    return of(MediaTypes.SARIF, "findings.sarif.json", sarif, scan);
  }

  private static Artifact of(String type, String fileName, byte[] content, ScanInfo scan) {
    Digest digest = Digest.sha256(content);
    return of(type, fileName, content, digest, digest, scan, Map.of());
  }

  private static Artifact of(
      String type,
      String fileName,
      byte[] content,
      Digest digest,
      Digest fingerprint,
      ScanInfo scan,
      Map<String, String> summary) {
    Map<String, String> annotations = new HashMap<>(summary);
    annotations.put(
        AnnotationKeys.CREATED, scan.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    annotations.put(AnnotationKeys.SCANNER_NAME, scan.scanner().name());
    annotations.put(AnnotationKeys.SCANNER_VERSION, scan.scanner().version());
    annotations.put(AnnotationKeys.CONTENT_FINGERPRINT, fingerprint.toString());
    return new Artifact(type, type, fileName, content, digest, annotations);
  }
}

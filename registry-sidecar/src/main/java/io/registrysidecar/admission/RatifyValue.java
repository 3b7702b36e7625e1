package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.MediaTypes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An answer in the form of Ratify 1, so that constraint templates made for it read ours.
 *
 * <p>It says of each result what was found out, and nothing of signatures that nobody looked for:
 * the report of vulnerabilities, with our own Notary signature on it where there is one.
 */
final class RatifyValue {

  private static final String NOTARY = "application/vnd.cncf.notary.signature";

  /** Nine digits, as Go writes times; templates parse either. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private RatifyValue() {}

  /**
   * The value for one image.
   *
   * @param traceId names the request in logs
   */
  static ObjectNode of(ImageAnswer answer, String traceId, Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", "0.2.0");
    json.put("isSuccess", answer.allowed());
    json.put("traceID", traceId);
    json.put("timestamp", TIME.format(now));
    ArrayNode reports = json.putArray("verifierReports");
    KnownVerdict known = answer.known();
    if (known != null) {
      vulnerabilities(reports, answer, known);
    }
    verdict(reports, answer);
    return json;
  }

  private static void vulnerabilities(ArrayNode reports, ImageAnswer answer, KnownVerdict known) {
    known.results().stream()
        .filter(result -> result.type().equals(MediaTypes.SARIF))
        .findFirst()
        .ifPresent(result -> {
          ObjectNode report = report(reports, answer, "vulnerabilityreport", answer.allowed());
          report.put("referenceDigest", result.digest().toString());
          report.put("artifactType", result.type());
          report
              .putObject("extensions")
              .put("createdAt", known.scannedAt().toString())
              .put("scanner", "registry-sidecar");
          ArrayNode nested = report.putArray("nestedResults");
          if (result.signature() != null) {
            signature(nested, answer, result.digest(), result.signature());
          }
        });
  }

  private static void signature(
      ArrayNode reports, ImageAnswer answer, Digest subject, Digest signature) {
    Target target = answer.target();
    ObjectNode report = reports.addObject();
    report.put("subject", target == null ? subject.toString() : target.pinned(subject));
    report.put("isSuccess", true);
    named(report, "notation");
    report.put("referenceDigest", signature.toString());
    report.put("artifactType", NOTARY);
    report.put("message", "signed by this scanner");
  }

  /** What the policy says, for whoever reads the whole value. */
  private static void verdict(ArrayNode reports, ImageAnswer answer) {
    ObjectNode report = report(reports, answer, "registry-sidecar", answer.allowed());
    report.putObject("extensions").put("verdict", answer.verdict().word());
  }

  private static ObjectNode report(
      ArrayNode reports, ImageAnswer answer, String type, boolean success) {
    Target target = answer.target();
    Digest digest = answer.digest();
    ObjectNode report = reports.addObject();
    report.put(
        "subject", target == null || digest == null ? answer.image() : target.pinned(digest));
    report.put("isSuccess", success);
    named(report, type);
    report.put("message", answer.message());
    if (!success) {
      report.put("errorReason", String.join("; ", answer.reasons()));
      report.put(
          "remediation", "see GET /api/v1/images of the sidecar for the report of this image");
    }
    return report;
  }

  private static void named(ObjectNode report, String type) {
    String name = "verifier-" + type;
    report.put("name", name).put("verifierName", name);
    report.put("type", type).put("verifierType", type);
  }
}

package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.SignatureInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the form of Ratify 1, so that constraint templates made for it read ours.
 *
 * <p>Of an image with a report it says what was found out: the report of vulnerabilities, which
 * succeeds when the policy lets the image run, with our own Notary signature on it where there is
 * one; and each trusted signature of the image, which succeeds whatever the policy says. Nothing is
 * said of signatures that nobody looked for. An image that runs without having been looked at,
 * because the operator wants it so, has the reports that templates ask for, and they say why.
 */
final class RatifyValue {

  private static final String NOTARY = "application/vnd.cncf.notary.signature";
  private static final String COSIGN = "application/vnd.dev.cosign.artifact.sig.v1+json";

  /** Nine digits, as Go writes times; templates parse either. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final ImageAnswer answer;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ArrayNode reports;

  private RatifyValue(ImageAnswer answer, String traceId, Instant now) {
    this.answer = answer;
    json.put("version", "0.2.0");
    json.put("isSuccess", answer.allowed());
    json.put("traceID", traceId);
    json.put("timestamp", TIME.format(now));
    reports = json.putArray("verifierReports");
  }

  /**
   * The value for one image.
   *
   * @param traceId names the request in logs
   */
  static ObjectNode of(ImageAnswer answer, String traceId, Instant now) {
    RatifyValue value = new RatifyValue(answer, traceId, now);
    KnownVerdict known = answer.known();
    if (known != null) {
      value.vulnerabilities(known);
      List<SignatureInfo> signatures = known.signatures();
      if (signatures != null) {
        signatures.stream().filter(RatifyValue::isOfImage).forEach(value::signature);
      }
    } else if (answer.allowed()) {
      value.unseen(now);
    }
    value.verdict();
    return value.json;
  }

  /** Statements about an image do not sign it, whoever is trusted to make them. */
  private static boolean isOfImage(SignatureInfo signature) {
    return signature.statement() == null && signature.roles().contains("release");
  }

  private void vulnerabilities(KnownVerdict known) {
    Optional<KnownVerdict.Published> published =
        known.results().stream()
            .filter(result -> result.type().equals(MediaTypes.SARIF))
            .findFirst();
    ObjectNode report = vulnerabilities(known.scannedAt());
    // Before it is in the registry, it is known all the same.
    published.ifPresent(result -> report.put("referenceDigest", result.digest().toString()));
    ArrayNode nested = report.putArray("nestedResults");
    published.ifPresent(result -> {
      if (result.signature() != null) {
        notary(nested.addObject(), subject(result.digest()), "signed by this scanner")
            .put("referenceDigest", result.signature().toString());
      }
    });
  }

  private ObjectNode vulnerabilities(Instant at) {
    ObjectNode report = judged("vulnerabilityreport");
    report.put("artifactType", MediaTypes.SARIF);
    report
        .putObject("extensions")
        .put("createdAt", at.toString())
        .put("scanner", "registry-sidecar");
    return report;
  }

  private void signature(SignatureInfo signature) {
    boolean notary = signature.form().equals("notary");
    ObjectNode report = reports.addObject();
    Target target = answer.target();
    String subject =
        target == null ? answer.image() : target.repositoryName() + "@" + signature.object();
    String message = "signed by " + signature.signer();
    if (notary) {
      notary(report, subject, message);
    } else {
      named(report, "cosign", subject, true, message).put("artifactType", COSIGN);
    }
    report.put("referenceDigest", signature.manifest());
    ObjectNode extensions = report.putObject("extensions");
    if (signature.issuer() != null) {
      extensions.put("Issuer", signature.issuer());
    }
    extensions.put("SN", signature.signer());
  }

  /** The operator lets it run, so each template that asks here must. */
  private void unseen(Instant now) {
    String why = "not looked at: " + String.join("; ", answer.reasons());
    notary(
        vulnerabilities(now).putArray("nestedResults").addObject(), subject(answer.digest()), why);
    notary(reports.addObject(), subject(answer.digest()), why);
  }

  /** What the policy says, for whoever reads the whole value. */
  private void verdict() {
    judged("registry-sidecar").putObject("extensions").put("verdict", answer.verdict().word());
  }

  /** A report that says what was decided. */
  private ObjectNode judged(String type) {
    ObjectNode report =
        named(
            reports.addObject(),
            type,
            subject(answer.digest()),
            answer.allowed(),
            answer.message());
    if (!answer.allowed()) {
      report.put("errorReason", String.join("; ", answer.reasons()));
      report.put(
          "remediation", "see GET /api/v1/images of the sidecar for the report of this image");
    }
    return report;
  }

  private static ObjectNode notary(ObjectNode report, String subject, String message) {
    return named(report, "notation", subject, true, message).put("artifactType", NOTARY);
  }

  private static ObjectNode named(
      ObjectNode report, String type, String subject, boolean success, String message) {
    String name = "verifier-" + type;
    report.put("subject", subject).put("isSuccess", success);
    report.put("name", name).put("verifierName", name);
    report.put("type", type).put("verifierType", type);
    return report.put("message", message);
  }

  private String subject(@Nullable Digest digest) {
    Target target = answer.target();
    return target == null || digest == null ? answer.image() : target.pinned(digest);
  }
}

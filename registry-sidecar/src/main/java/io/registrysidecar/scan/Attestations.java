package io.registrysidecar.scan;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.advisory.vex.OpenVexWriter;
import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.audit.AuditTrail;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.policy.Case;
import io.registrysidecar.policy.Decided;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.policy.Predicates;
import io.registrysidecar.publish.Artifact;
import io.registrysidecar.publish.Attestation;
import io.registrysidecar.publish.Standing;
import io.registrysidecar.report.VulnerabilityPredicate;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.PredicateTypes;
import io.registrysidecar.schema.Report;
import io.registrysidecar.sign.dsse.Predicate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is attested of one image, the most needed first.
 *
 * <p>An attestation that says the same as the one before is not written again, except that policies
 * ask how old verdict and vulnerabilities are: {@link #REFRESH} after the last one they count as
 * new.
 */
final class Attestations {

  /** Policies commonly accept a week. */
  static final Duration REFRESH = Duration.ofDays(3);

  private static final String OPENVEX = "https://openvex.dev/ns";
  private static final String CYCLONEDX = "https://cyclonedx.org/bom";
  private static final String VERIFIER = "urn:registrysidecar";
  private static final JsonMapper JSON = new JsonMapper();

  private static final Set<EventType> OF_WRITING =
      Set.of(EventType.PUBLISHED, EventType.SIGNED, EventType.SUPERSEDED, EventType.WITHDRAWN);

  private final Report report;
  private final Case judged;
  private final List<AuditEvent> events;
  private final List<Artifact> plain;
  private final List<StatedVex> stated;
  private final Judge judge;

  /**
   * Of a report.
   *
   * @param judged the report, and what else its verdict rests on
   * @param events what happened to the image, oldest first
   * @param plain the artifacts that are published with it
   * @param stated what operators say of the image
   * @param judge who gave the report its verdict
   */
  Attestations(
      Case judged,
      List<AuditEvent> events,
      List<Artifact> plain,
      List<StatedVex> stated,
      Judge judge) {
    this.report = judged.report();
    this.judged = judged;
    this.events = events;
    this.plain = plain;
    this.stated = stated;
    this.judge = judge;
  }

  /** All of them, each made when it is asked for. */
  Stream<Attestation> of(Standing standing) {
    Optional<Decided> decided =
        judge.decide(judged).filter(made -> made.decision().verdict().equals(report.verdict()));
    return Stream.<Supplier<Optional<Attestation>>>of(
            () -> decided.flatMap(made -> verdict(made, standing)),
            () -> Optional.of(vulnerabilities()),
            this::statements,
            () -> decided.flatMap(this::tests),
            () -> trail(standing),
            () -> artifact(MediaTypes.CYCLONEDX).map(this::sbom))
        .map(Supplier::get)
        .flatMap(Optional::stream);
  }

  private Optional<Attestation> verdict(Decided made, Standing standing) {
    List<Predicates.Input> inputs =
        standing.artifacts().values().stream()
            .sorted()
            .map(digest ->
                new Predicates.Input(report.image().repository() + "@" + digest, digest.hex()))
            .toList();
    String resource = report.image().repository() + "@" + report.image().digest();
    return Predicates.verificationSummary(
            made.decision(),
            made.policy(),
            VERIFIER,
            report.scan().scanner().version(),
            resource,
            inputs,
            report.scan().finishedAt())
        .map(predicate ->
            attestation(
                Predicates.VERIFICATION_SUMMARY,
                JSON.valueToTree(predicate),
                refreshed(reportFingerprint() + " " + made.policy())));
  }

  private Attestation vulnerabilities() {
    return new Attestation(
        VulnerabilityPredicate.TYPE,
        Predicate.ofDocument(VulnerabilityPredicate.of(report)),
        refreshed(reportFingerprint()),
        report.scan().startedAt());
  }

  /** What operators say, for those who read VEX; nothing when they say nothing. */
  private Optional<Attestation> statements() {
    if (stated.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode document =
        OpenVexWriter.document(
            report.image().repository(),
            stated.stream().map(StatedVex::entry).toList(),
            report.scan().scanner().name() + "/" + report.scan().scanner().version());
    return Optional.of(attestation(OPENVEX, document, OpenVexWriter.said(document)));
  }

  private Optional<Attestation> tests(Decided made) {
    return Predicates.testResult(made.decision(), made.policy())
        .map(predicate -> {
          ObjectNode json = JSON.valueToTree(predicate);
          return attestation(Predicates.TEST_RESULT, json, fingerprint(json.toString()));
        });
  }

  private Optional<Attestation> trail(Standing standing) {
    Digest image = digest(report.image().digest());
    if (image == null) {
      return Optional.empty();
    }
    @Nullable Digest previous = standing.previous(PredicateTypes.AUDIT_TRAIL).orElse(null);
    byte[] trail =
        AuditTrail.predicate(
            report.audit(),
            report.image().repository(),
            image,
            report.image().tags(),
            events,
            previous);
    String said = JSON.valueToTree(report.audit()) + "\n" + said(events);
    return Optional.of(attestation(PredicateTypes.AUDIT_TRAIL, json(trail), fingerprint(said)));
  }

  /** What events say that is worth another trail. */
  static String said(List<AuditEvent> events) {
    return events.stream()
        .filter(event -> !isOfWriting(event))
        .map(event -> event.type() + " " + event.actor() + " " + event.detail())
        .collect(Collectors.joining("\n"));
  }

  /** Writing results is an event itself: it must not make the next trail another one. */
  private static boolean isOfWriting(AuditEvent event) {
    return OF_WRITING.contains(event.type())
        && event.detail().containsKey(PublicationHistory.ARTIFACT);
  }

  private Attestation sbom(Artifact artifact) {
    return new Attestation(
        CYCLONEDX,
        Predicate.ofDocument(artifact.content()),
        artifact.digest(),
        report.scan().startedAt());
  }

  private Attestation attestation(String type, ObjectNode predicate, Digest fingerprint) {
    return new Attestation(type, predicate, fingerprint, report.scan().startedAt());
  }

  private String reportFingerprint() {
    return artifact(MediaTypes.REPORT)
        .map(Artifact::annotations)
        .map(annotations -> annotations.getOrDefault(AnnotationKeys.CONTENT_FINGERPRINT, ""))
        .orElse("");
  }

  private Optional<Artifact> artifact(String type) {
    return plain.stream().filter(artifact -> artifact.type().equals(type)).findFirst();
  }

  /** The same for a while, then another. */
  private Digest refreshed(String said) {
    Instant created = report.scan().startedAt();
    return fingerprint(said + " " + created.getEpochSecond() / REFRESH.toSeconds());
  }

  private static Digest fingerprint(String said) {
    return Digest.sha256(said.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Digest digest(@Nullable String text) {
    try {
      return text == null ? null : Digest.parse(text);
    } catch (MalformedReference e) {
      throw new IllegalStateException("a report of this program names " + text, e);
    }
  }

  private static ObjectNode json(byte[] content) {
    try {
      return (ObjectNode) JSON.readTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException("what this program has just rendered", e);
    }
  }
}

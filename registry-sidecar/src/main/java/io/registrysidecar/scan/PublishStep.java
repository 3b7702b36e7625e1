package io.registrysidecar.scan;

import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.policy.Case;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.publish.Artifact;
import io.registrysidecar.publish.PublishOutcome;
import io.registrysidecar.publish.ResultPublisher;
import io.registrysidecar.publish.Subject;
import io.registrysidecar.sign.SigningFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the registry show the report, if it is to. */
final class PublishStep {

  private final ResultPublisher publisher;
  private final Judge judge;
  private final PublicationWatch watch;
  private final Endings endings;
  private final Set<String> unwritten;

  PublishStep(
      ResultPublisher publisher,
      Judge judge,
      PublicationWatch watch,
      Endings endings,
      Set<String> unwritten) {
    this.publisher = publisher;
    this.judge = judge;
    this.watch = watch;
    this.endings = endings;
    this.unwritten = unwritten;
  }

  ScanState run(Scan scan, ScanState.Publish state, Ledger ledger) throws InterruptedException {
    if (scan.place().filter(place -> !unwritten.contains(place.registry())).isEmpty()) {
      return new ScanState.Done(state.report(), state.platforms(), 0);
    }
    Place place = scan.place().get();
    Subject subject = place.subject(state.subject());
    var judged = new Case(state.report(), state.platforms(), state.signatures());
    List<AuditEvent> events = ledger.history(scan, state.subject().digest(), state.report());
    List<StatedVex> stated = ledger.stated(scan, state.subject().digest());
    Digest inputs = inputs(judged, events, stated);
    try {
      if (publisher.isSettled(place.client(), subject, inputs)) {
        return new ScanState.Done(state.report(), state.platforms(), 0);
      }
      List<Artifact> plain = Artifact.allOf(state.report());
      ledger.rendered(state.report(), plain.getFirst().content());
      var attestations = new Attestations(judged, events, plain, stated, judge);
      return switch (publisher.publish(
          place.client(), subject, scan.repository(), inputs, plain, attestations::of)) {
        case PublishOutcome.Published published -> {
          if (published.fleeting()) {
            watch.published(subject);
          }
          yield new ScanState.Done(state.report(), state.platforms(), published.written().size());
        }
        case PublishOutcome.SubjectGone() ->
            new ScanState.Gone(
                "publish the results of " + scan.name() + ": it is not there any more.");
        case PublishOutcome.Refused(var refusal) ->
            new ScanState.Failed(refusal.message(), Optional.of(state.report()));
      };
    } catch (SigningFailure e) {
      return new ScanState.Failed(
          "sign the results of " + scan.name() + ": " + e.getMessage(),
          Optional.of(state.report()));
    } catch (RegistryException e) {
      return e.failure() instanceof RegistryFailure.NotFound f
          ? new ScanState.Waiting(f.message(), null)
          : endings.of(e.failure());
    }
  }

  /**
   * Names all that a publication is made of: reports by the scans that made them, for one is never
   * changed but for its verdict; what happened to the image; what operators say of it; and what the
   * policy says now, which may be another thing than it said then.
   */
  private Digest inputs(Case judged, List<AuditEvent> events, List<StatedVex> stated) {
    StringBuilder inputs = new StringBuilder();
    Stream.concat(Stream.of(judged.report()), judged.platforms().stream())
        .forEach(report ->
            inputs
                .append(report.image())
                .append(report.scan())
                .append(report.verdict())
                .append('\n'));
    judge.decide(judged).ifPresent(decided -> inputs.append(decided).append('\n'));
    inputs.append(Attestations.said(events));
    stated.forEach(vex -> inputs.append('\n').append(vex.entry()));
    return Digest.sha256(inputs.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Is told of publications that somebody else may undo without noticing. */
  @FunctionalInterface
  interface PublicationWatch {

    /** Verifies nothing later. */
    PublicationWatch NONE = subject -> {};

    /** What was published on {@code subject} is worth a look later. */
    void published(Subject subject);
  }
}

package io.registrysidecar.scan;

import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.policy.Case;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.publish.Artifact;
import io.registrysidecar.publish.PublishOutcome;
import io.registrysidecar.publish.ResultPublisher;
import io.registrysidecar.publish.Subject;
import io.registrysidecar.sign.SigningFailure;
import java.util.List;
import java.util.Optional;

/** Makes the registry show the report, if it is to. */
final class PublishStep {

  private final ResultPublisher publisher;
  private final Judge judge;
  private final PublicationWatch watch;
  private final Endings endings;

  PublishStep(ResultPublisher publisher, Judge judge, PublicationWatch watch, Endings endings) {
    this.publisher = publisher;
    this.judge = judge;
    this.watch = watch;
    this.endings = endings;
  }

  ScanState run(Scan scan, ScanState.Publish state, Ledger ledger) throws InterruptedException {
    if (scan.place().isEmpty()) {
      return new ScanState.Done(state.report(), state.platforms(), 0);
    }
    Place place = scan.place().get();
    Subject subject = place.subject(state.subject());
    List<Artifact> plain = Artifact.allOf(state.report());
    var attestations =
        new Attestations(
            new Case(state.report(), state.platforms(), state.signatures()),
            ledger.history(scan, state.subject().digest(), state.report()),
            plain,
            ledger.stated(scan, state.subject().digest()),
            judge);
    try {
      return switch (publisher.publish(
          place.client(), subject, scan.repository(), plain, attestations::of)) {
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

  /** Is told of publications that somebody else may undo without noticing. */
  @FunctionalInterface
  interface PublicationWatch {

    /** Verifies nothing later. */
    PublicationWatch NONE = subject -> {};

    /** What was published on {@code subject} is worth a look later. */
    void published(Subject subject);
  }
}

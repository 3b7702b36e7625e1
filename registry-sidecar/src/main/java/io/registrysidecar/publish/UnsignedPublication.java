package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.sign.SigningFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One publication without signatures; what we signed before is taken back with it. */
final class UnsignedPublication {

  private final Publisher publisher;
  private final Publications publications;
  private final @Nullable ResultSigning signing;
  private final DistributionClient client;
  private final Subject subject;

  /**
   * Of one subject.
   *
   * @param signing by which ours of earlier are known again; null where nothing ever was signed
   */
  UnsignedPublication(
      Publisher publisher,
      @Nullable ResultSigning signing,
      DistributionClient client,
      Subject subject) {
    this.publisher = publisher;
    this.publications = publisher.publications();
    this.signing = signing;
    this.client = client;
    this.subject = subject;
  }

  /**
   * Publishes.
   *
   * @param settled what shows that nothing is left to do
   * @param plain at most one of each kind, the most needed first
   */
  PublishOutcome publish(String settled, List<Artifact> plain)
      throws RegistryException, InterruptedException {
    List<Descriptor> listed = Publications.listed(client, subject);
    int foreign = publications.foreign(client, subject, listed);
    boolean first = foreign == listed.size() && publications.recorded(subject).isEmpty();
    Budget budget = Budget.fit(plain, foreign);
    PublishOutcome outcome = publisher.publish(client, subject, budget.kept(), listed);
    if (!(outcome instanceof PublishOutcome.Published published)) {
      return outcome;
    }
    List<String> leftOut = new ArrayList<>(budget.leftOut());
    if (signing != null && !first) {
      takeBack(signing, listed).ifPresent(leftOut::add);
    }
    for (Digest removed : published.removed()) {
      Subject gone = subject.gone(removed);
      if (!publications.recorded(gone).isEmpty()) {
        publisher.withdraw(client, gone);
      }
    }
    publications.settle(subject, settled, Optional.empty());
    return new PublishOutcome.Published(
        published.written(), published.removed(), published.fleeting(), leftOut);
  }

  /**
   * What we signed while we did would go on verifying beside the newer result that nobody signs.
   * Bundles have gone with the publication; here go those under the legacy tag.
   *
   * @param listed the subject's referrers before
   * @return what stays because no key is there by which it could be known, for people
   */
  private Optional<String> takeBack(ResultSigning earlier, List<Descriptor> listed)
      throws RegistryException {
    String why;
    try {
      if (earlier.knowsOwn()) {
        new LegacyAttestations(client, subject, earlier.own()).write(List.of());
        return Optional.empty();
      }
      why = "there is no key for scan results by which ours could be told from those of others";
    } catch (SigningFailure e) {
      why = String.valueOf(e.getMessage());
    }
    long stay = listed.stream().filter(UnsignedPublication::looksAttestedByUs).count();
    if (stay == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the removal of " + stay + " earlier attestations, which go on verifying: " + why);
  }

  private static boolean looksAttestedByUs(Descriptor referrer) {
    return Kind.of(referrer.artifactType(), referrer.annotations()).isBundle()
        && referrer.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT);
  }
}

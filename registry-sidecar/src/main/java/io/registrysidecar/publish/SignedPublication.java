package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.publish.SigningFormat.Form;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.StatementTooLarge;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One publication with signatures. */
final class SignedPublication {
  private final Publisher publisher;
  private final Publications publications;
  private final ResultSigning signing;
  private final DistributionClient client;
  private final Subject subject;
  private final InstantSource clock;

  SignedPublication(
      Publisher publisher,
      ResultSigning signing,
      DistributionClient client,
      Subject subject,
      InstantSource clock) {
    this.publisher = publisher;
    this.publications = publisher.publications();
    this.signing = signing;
    this.client = client;
    this.subject = subject;
    this.clock = clock;
  }

  /**
   * Publishes.
   *
   * @param name what attestations call the image
   * @param inputs what shows that nothing is left to do
   * @param plain at most one of each kind, the most needed first
   */
  PublishOutcome publish(String name, String inputs, List<Artifact> plain, Attesting attesting)
      throws RegistryException, InterruptedException, SigningFailure {
    List<Descriptor> listed = Publications.listed(client, subject);
    Situation situation = publications.situation(client, subject, listed);
    // Attestations under the legacy tag come with artifacts.
    boolean first =
        situation.foreign() == listed.size() && publications.recorded(subject).isEmpty();
    Set<Form> forms = signing.format().formsFor(situation);
    List<Artifact> wanted = new ArrayList<>(plain);
    List<SignedStatement> legacy = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    if (!forms.isEmpty()) {
      Standing standing = publications.standing(subject, plain);
      leftOut.addAll(attest(name, attesting.attest(standing), forms, wanted, legacy));
    }
    Budget budget = Budget.fit(wanted, situation.foreign());
    leftOut.addAll(budget.leftOut());
    var tag = new LegacyAttestations(client, subject, signing.own());
    // Before bundles of ours go, so that a reader finds one or the other at every moment.
    Optional<Digest> attested = legacy.isEmpty() ? Optional.empty() : tag.write(legacy);
    PublishOutcome outcome = publisher.publish(client, subject, budget.kept(), listed);
    if (legacy.isEmpty() ? !first : outcome instanceof PublishOutcome.SubjectGone) {
      tag.write(List.of());
    }
    if (!(outcome instanceof PublishOutcome.Published published)) {
      return outcome;
    }
    PublishOutcome all = more(published, attested, plain, leftOut);
    if (legacy.isEmpty()) { // Under the legacy tag anyone may change what is there.
      publications.settle(subject, inputs, Optional.of(situation));
    }
    return all;
  }

  /**
   * Of a statement, no more is kept than what is written.
   *
   * @return what is too large to be verified, each with the reason
   */
  private List<String> attest(
      String name,
      Stream<Attestation> attestations,
      Set<Form> forms,
      List<Artifact> bundles,
      List<SignedStatement> legacy)
      throws SigningFailure {
    Signer signer = signing.signer();
    List<String> leftOut = new ArrayList<>();
    for (Iterator<Attestation> each = attestations.iterator(); each.hasNext(); ) {
      SignedStatement statement;
      try {
        statement = SignedStatement.of(signer, name, subject.manifest().digest(), each.next());
      } catch (StatementTooLarge e) {
        leftOut.add(e.getMessage());
        continue;
      }
      if (forms.contains(Form.BUNDLES)) {
        bundles.add(statement.artifact());
      }
      if (forms.contains(Form.LEGACY_TAG)) {
        legacy.add(statement);
      }
    }
    return leftOut;
  }

  private PublishOutcome more(
      PublishOutcome.Published published,
      Optional<Digest> attested,
      List<Artifact> plain,
      List<String> leftOut)
      throws RegistryException, InterruptedException, SigningFailure {
    List<Digest> written = new ArrayList<>(published.written());
    attested.ifPresent(written::add);
    boolean fleeting = published.fleeting();
    NotarySignatures signatures = signing.artifacts();
    for (Descriptor artifact : publications.current(subject, plain)) {
      boolean fresh = published.written().contains(artifact.digest());
      if (sign(signatures, artifact, fresh) instanceof PublishOutcome.Published signature) {
        written.addAll(signature.written());
        fleeting |= signature.fleeting();
      }
    }
    for (Digest removed : published.removed()) {
      publisher.withdraw(client, subject.gone(removed));
    }
    return new PublishOutcome.Published(written, published.removed(), fleeting, leftOut);
  }

  private PublishOutcome sign(NotarySignatures signatures, Descriptor artifact, boolean fresh)
      throws RegistryException, InterruptedException, SigningFailure {
    Subject about = subject.sibling(artifact);
    Artifact signature = signatures.sign(about.manifest(), clock.instant());
    if (publications.hasPublished(about, signature)) {
      return new PublishOutcome.Published(List.of(), List.of(), false);
    }
    return fresh
        ? publisher.publishOnFresh(client, about, List.of(signature))
        : publisher.publish(client, about, List.of(signature));
  }
}

package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.publish.SigningFormat.Form;
import io.registrysidecar.schema.AnnotationKeys;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.StatementTooLarge;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes everything that a scan has to say: plain artifacts, each with a signature of its own
 * attached to it, and signed attestations, in the form that does not break what others have signed.
 *
 * <p>Every step is repeatable and leaves alone what says the same already, so a publication that
 * breaks off is finished by the next.
 */
public final class ResultPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(ResultPublisher.class);

  private final Publisher publisher;
  private final Publications publications;
  private final @Nullable ResultSigning signing;
  private final InstantSource clock;

  /**
   * Wires.
   *
   * @param signing null where nothing is signed, and nothing ever was
   */
  public ResultPublisher(
      Publisher publisher, @Nullable ResultSigning signing, InstantSource clock) {
    this.publisher = publisher;
    this.publications = publisher.publications();
    this.signing = signing;
    this.clock = clock;
  }

  /**
   * Whether the registry shows all that was published from {@code inputs}, so that publishing from
   * them again would change nothing.
   *
   * @throws RegistryException if the registry does not tell
   * @throws SigningFailure if there is no key
   */
  public boolean isSettled(DistributionClient client, Subject subject, Digest inputs)
      throws RegistryException, SigningFailure {
    return publications.isSettled(client, subject, settled(inputs, signing), signs(signing));
  }

  /**
   * Publishes.
   *
   * @param name what attestations call the image: registry and repository
   * @param inputs equal where everything else that is given is equal
   * @param plain at most one of each kind, the most needed first
   * @param attesting what is attested
   * @throws RegistryException for failures that may pass by themselves; to be repeated then
   * @throws InterruptedException if interrupted while waiting for the subject
   * @throws SigningFailure if a key does not sign; nothing was published then, or only what needs
   *     no signature
   */
  public PublishOutcome publish(
      DistributionClient client,
      Subject subject,
      String name,
      Digest inputs,
      List<Artifact> plain,
      Attesting attesting)
      throws RegistryException, InterruptedException, SigningFailure {
    ResultSigning with = signing;
    String settled = settled(inputs, with);
    if (with != null && with.signs()) {
      return new Signed(with, client, subject).publish(name, settled, plain, attesting);
    }
    return unsigned(client, subject, settled, plain);
  }

  private PublishOutcome unsigned(
      DistributionClient client, Subject subject, String settled, List<Artifact> plain)
      throws RegistryException, InterruptedException {
    List<Descriptor> listed = Publications.listed(client, subject);
    int foreign = publications.foreign(client, subject, listed);
    boolean first = foreign == listed.size() && publications.recorded(subject).isEmpty();
    Budget budget = fit(subject, plain, foreign);
    PublishOutcome outcome = publisher.publish(client, subject, budget.kept(), listed);
    if (!(outcome instanceof PublishOutcome.Published published)) {
      return outcome;
    }
    List<String> leftOut = new ArrayList<>(budget.leftOut());
    if (signing != null && !first) {
      takeBack(signing, client, subject, listed).ifPresent(leftOut::add);
    }
    for (Digest removed : published.removed()) {
      Subject gone = gone(subject, removed);
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
  private static Optional<String> takeBack(
      ResultSigning earlier, DistributionClient client, Subject subject, List<Descriptor> listed)
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
    long stay = listed.stream().filter(ResultPublisher::looksAttestedByUs).count();
    if (stay == 0) {
      return Optional.empty();
    }
    LOG.atWarn()
        .addKeyValue("subject", subject)
        .addKeyValue("attestations", stay)
        .addKeyValue("why", why)
        .log("earlier attestations stay, and go on verifying");
    return Optional.of(
        "the removal of " + stay + " earlier attestations, which go on verifying: " + why);
  }

  private static boolean looksAttestedByUs(Descriptor referrer) {
    return Kind.of(referrer.artifactType(), referrer.annotations()).isBundle()
        && referrer.annotations().containsKey(AnnotationKeys.CONTENT_FINGERPRINT);
  }

  private static boolean signs(@Nullable ResultSigning signing) {
    return signing != null && signing.signs();
  }

  private static Budget fit(Subject subject, List<Artifact> wanted, int foreign) {
    Budget budget = Budget.fit(wanted, foreign);
    budget.leftOut().forEach(what -> logLeftOut(subject, what));
    return budget;
  }

  private static void logLeftOut(Subject subject, String what) {
    LOG.atWarn().addKeyValue("subject", subject).addKeyValue("what", what).log("not published");
  }

  private static String settled(Digest inputs, @Nullable ResultSigning signing)
      throws SigningFailure {
    String how = signing == null || !signing.signs() ? "" : signing.fingerprint();
    return Digest.sha256((inputs + " " + how).getBytes(StandardCharsets.UTF_8)).hex();
  }

  /**
   * Publishes again what was published last, with the signatures of its artifacts, in case somebody
   * has overwritten or deleted it. Does nothing where nothing was published.
   *
   * @throws RegistryException for failures that may pass by themselves
   * @throws InterruptedException if interrupted while waiting for the subject
   */
  public PublishOutcome reassert(DistributionClient client, Subject subject)
      throws RegistryException, InterruptedException {
    PublishOutcome image = publisher.reassert(client, subject);
    if (!(image instanceof PublishOutcome.Published there)) {
      return image;
    }
    List<Digest> written = new ArrayList<>(there.written());
    boolean fleeting = there.fleeting();
    for (PublicationLog.Entry artifact : publications.latest(subject)) {
      Subject about = about(subject, artifact.descriptor());
      if (publications.recorded(about).isEmpty()) {
        continue;
      }
      // That the artifact is there was seen with the image's list.
      switch (publisher.reassertOnThere(client, about)) {
        case PublishOutcome.Published signature -> {
          written.addAll(signature.written());
          fleeting |= signature.fleeting();
        }
        case PublishOutcome.SubjectGone _ -> {
          // Whoever deletes an artifact of ours later than that is seen at the next look.
        }
        case PublishOutcome.Refused refused -> {
          return refused;
        }
      }
    }
    return new PublishOutcome.Published(written, there.removed(), fleeting);
  }

  /** Removes everything of ours from a subject, which need not be there any more. */
  public void withdraw(DistributionClient client, Subject subject)
      throws RegistryException, InterruptedException, SigningFailure {
    Set<Digest> artifacts = publications.recorded(subject);
    publisher.withdraw(client, subject);
    for (Digest artifact : artifacts) {
      publisher.withdraw(client, gone(subject, artifact));
    }
    if (signing != null && signing.knowsOwn()) {
      new LegacyAttestations(client, subject, signing.own()).write(List.of());
    }
  }

  /** An artifact that is gone: nobody knows its size any more, and only its digest matters. */
  private static Subject gone(Subject subject, Digest artifact) {
    return new Subject(
        subject.registry(),
        subject.repository(),
        Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, artifact, 0));
  }

  private static Subject about(Subject subject, Descriptor artifact) {
    Descriptor plain = Descriptor.of(artifact.mediaType(), artifact.digest(), artifact.size());
    return new Subject(subject.registry(), subject.repository(), plain);
  }

  /** One publication with signatures. */
  private final class Signed {
    private final ResultSigning signing;
    private final DistributionClient client;
    private final Subject subject;

    Signed(ResultSigning signing, DistributionClient client, Subject subject) {
      this.signing = signing;
      this.client = client;
      this.subject = subject;
    }

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
      Budget budget = fit(subject, wanted, situation.foreign());
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
      leftOut.forEach(what -> logLeftOut(subject, what));
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
        publisher.withdraw(client, gone(subject, removed));
      }
      return new PublishOutcome.Published(written, published.removed(), fleeting, leftOut);
    }

    private PublishOutcome sign(NotarySignatures signatures, Descriptor artifact, boolean fresh)
        throws RegistryException, InterruptedException, SigningFailure {
      Subject about = about(subject, artifact);
      Artifact signature = signatures.sign(about.manifest(), clock.instant());
      if (publications.hasPublished(about, signature)) {
        return new PublishOutcome.Published(List.of(), List.of(), false);
      }
      return fresh
          ? publisher.publishOnFresh(client, about, List.of(signature))
          : publisher.publish(client, about, List.of(signature));
    }
  }
}

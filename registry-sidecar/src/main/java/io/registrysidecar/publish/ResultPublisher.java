package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.sign.SigningFailure;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    PublishOutcome outcome =
        with != null && with.signs()
            ? new SignedPublication(publisher, with, client, subject, clock)
                .publish(name, settled, plain, attesting)
            : new UnsignedPublication(publisher, with, client, subject).publish(settled, plain);
    if (outcome instanceof PublishOutcome.Published published) {
      published.leftOut().forEach(what -> logLeftOut(subject, what));
    }
    return outcome;
  }

  private static boolean signs(@Nullable ResultSigning signing) {
    return signing != null && signing.signs();
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
      Subject about = subject.sibling(artifact.descriptor());
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
      publisher.withdraw(client, subject.gone(artifact));
    }
    if (signing != null && signing.knowsOwn()) {
      new LegacyAttestations(client, subject, signing.own()).write(List.of());
    }
  }
}

package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.oci.client.SubjectLock;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/*
 * Publishing changes a list that readers look at all the time and that other writers, some of them unknown to us, change as well. What holds:
 *
 * - One writer per subject among all that share a SubjectLock: everything below happens while the lock is held.
 * - A reader never finds none: new artifacts are in the list (and seen there) before old ones leave it. On registries with the referrers API the manifest's PUT lists it;
 *   elsewhere one rewrite of the fallback tag adds and removes at once.
 * - Nothing of ours is unknown: the log has every digest before its manifest is sent.
 * - Everybody ends with the same list: see Plan. Because a writer that does not share our lock may have read the list before our change and written after it, the list is read
 *   again after each change and compared again, until there is nothing left to do. What is overwritten later than that, late verification finds.
 * - A registry that deletes nothing and lists what it has goes on listing what is superseded. Readers take the newest.
 * - A crash between any two steps leaves a state that the next run of the same steps repairs: blobs without manifest are garbage of the registry; a manifest that is logged but
 *   not listed is sent again or deleted; a list with old and new loses the old.
 */

/** Makes a registry show results as referrers of their subject. */
public final class Publisher {

  private final PublicationLog log;
  private final Ownership ownership;
  private final SubjectLock lock;
  private final Clock clock;
  private final Publications publications;
  private final EmptyBlobs blobs = new EmptyBlobs();

  /** Wires a publisher; it may be used for any number of registries and subjects at once. */
  public Publisher(PublicationLog log, Ownership ownership, SubjectLock lock, Clock clock) {
    this.log = log;
    this.ownership = ownership;
    this.lock = lock;
    this.clock = clock;
    this.publications = new Publications(log, ownership);
  }

  /** What of ours is on subjects, as this publisher has written it. */
  Publications publications() {
    return publications;
  }

  /**
   * Makes {@code artifacts}, or newer ones of ours, the only artifacts of ours of their kinds on
   * {@code subject}. Attestations of ours of other kinds go.
   *
   * @param artifacts at most one of each kind; where repeating this gives other bytes, such as
   *     those of a signature, the fingerprint must be the same
   * @throws RegistryException for failures that may pass by themselves; to be repeated then
   * @throws InterruptedException if interrupted while waiting for the subject
   */
  public PublishOutcome publish(
      DistributionClient client, Subject subject, List<Artifact> artifacts)
      throws RegistryException, InterruptedException {
    return run(client, subject, attachments(subject, artifacts), Publication::run);
  }

  /** Publishes where the registry listed {@code before} on the subject a moment ago. */
  PublishOutcome publish(
      DistributionClient client, Subject subject, List<Artifact> artifacts, List<Descriptor> before)
      throws RegistryException, InterruptedException {
    return run(
        client, subject, attachments(subject, artifacts), publication -> publication.run(before));
  }

  /** Publishes on an artifact that this program has written a moment ago. */
  PublishOutcome publishOnFresh(
      DistributionClient client, Subject subject, List<Artifact> artifacts)
      throws RegistryException, InterruptedException {
    return run(client, subject, attachments(subject, artifacts), Publication::runOnFresh);
  }

  private Supplier<List<Attachment>> attachments(Subject subject, List<Artifact> artifacts) {
    return () -> publications.attachments(subject, artifacts);
  }

  /**
   * Publishes again what was published last, in case somebody has overwritten or deleted it. Does
   * nothing where nothing was published.
   *
   * @throws RegistryException for failures that may pass by themselves
   * @throws InterruptedException if interrupted while waiting for the subject
   */
  public PublishOutcome reassert(DistributionClient client, Subject subject)
      throws RegistryException, InterruptedException {
    return refusable(() ->
        Publications.isThere(client, subject, subject.manifest().digest())
            ? reassertOnThere(client, subject)
            : publishAgain(client, subject));
  }

  /** The same, where the subject was seen a moment ago. */
  PublishOutcome reassertOnThere(DistributionClient client, Subject subject)
      throws RegistryException, InterruptedException {
    return refusable(() ->
        publications.isWhole(client, subject, Publications.listed(client, subject))
            ? new PublishOutcome.Published(List.of(), List.of(), false)
            : publishAgain(client, subject));
  }

  private PublishOutcome publishAgain(DistributionClient client, Subject subject)
      throws RegistryException, InterruptedException {
    return run(
        client,
        subject,
        () ->
            publications.latest(subject).stream()
                .map(entry -> log.attachment(subject, entry.digest()))
                .flatMap(Optional::stream)
                .toList(),
        Publication::run);
  }

  private PublishOutcome run(
      DistributionClient client, Subject subject, Supplier<List<Attachment>> wanted, Way way)
      throws RegistryException, InterruptedException {
    return refusable(() -> {
      try (var _ = hold(subject)) {
        return way.run(publication(client, subject, wanted.get()));
      }
    });
  }

  private static PublishOutcome refusable(Attempt attempt)
      throws RegistryException, InterruptedException {
    try {
      return attempt.run();
    } catch (RegistryException e) {
      Optional<Refusal> refusal = Refusal.of(e.failure());
      if (refusal.isEmpty()) {
        throw e;
      }
      return new PublishOutcome.Refused(refusal.get());
    }
  }

  /**
   * Removes everything of ours from a subject, which need not be there any more.
   *
   * @throws RegistryException if the registry does not do it
   * @throws InterruptedException if interrupted while waiting for the subject
   */
  public void withdraw(DistributionClient client, Subject subject)
      throws RegistryException, InterruptedException {
    try (var _ = hold(subject)) {
      publication(client, subject, List.of()).removeAll();
    }
  }

  private Publication publication(
      DistributionClient client, Subject subject, List<Attachment> wanted) {
    return new Publication(log, ownership, clock, blobs, client, subject, wanted);
  }

  private SubjectLock.Held hold(Subject subject) throws RegistryException, InterruptedException {
    try {
      return lock.acquire(subject.registry(), subject.repository(), subject.manifest().digest());
    } catch (IOException e) {
      throw new RegistryException(
          new RegistryFailure.Contended("publish on " + subject, String.valueOf(e.getMessage())),
          e);
    }
  }

  /** How a publication is begun. */
  @FunctionalInterface
  private interface Way {
    PublishOutcome run(Publication publication) throws RegistryException;
  }

  /** What a registry may refuse. */
  @FunctionalInterface
  private interface Attempt {
    PublishOutcome run() throws RegistryException, InterruptedException;
  }
}

package io.registrysidecar.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.ReferrersOutcome;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.oci.client.SubjectLock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final int MOST_ROUNDS = 4;

  private final PublicationLog log;
  private final Ownership ownership;
  private final SubjectLock lock;
  private final Clock clock;
  private final Publications publications;

  /** Repositories in which a manifest with an empty config was written a moment ago. */
  private final Cache<String, Boolean> emptyBlobs =
      Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofMinutes(1)).build();

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
    return run(
        client,
        subject,
        true,
        () ->
            artifacts.stream()
                .map(artifact -> publications.attachment(subject, artifact))
                .toList());
  }

  /** Publishes on an artifact that this program has written a moment ago. */
  PublishOutcome publishOnFresh(
      DistributionClient client, Subject subject, List<Artifact> artifacts)
      throws RegistryException, InterruptedException {
    return run(
        client,
        subject,
        false,
        () ->
            artifacts.stream()
                .map(artifact -> publications.attachment(subject, artifact))
                .toList());
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
    return refusable(() -> {
      if (Publications.isThere(client, subject, subject.manifest().digest())
          && publications.isWhole(client, subject, Publications.listed(client, subject))) {
        return new PublishOutcome.Published(List.of(), List.of(), false);
      }
      return publishAgain(client, subject);
    });
  }

  private PublishOutcome publishAgain(DistributionClient client, Subject subject)
      throws RegistryException, InterruptedException {
    return run(
        client,
        subject,
        true,
        () ->
            publications.latest(subject).stream()
                .map(entry -> log.attachment(subject, entry.digest()))
                .flatMap(Optional::stream)
                .toList());
  }

  private PublishOutcome run(
      DistributionClient client, Subject subject, boolean asking, Supplier<List<Attachment>> wanted)
      throws RegistryException, InterruptedException {
    return refusable(() -> {
      try (var _ = hold(subject)) {
        var work = new Work(client, subject, wanted.get());
        return !asking || work.isSubjectThere() ? work.run() : work.giveUp();
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
      new Work(client, subject, List.of()).removeAll();
    }
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

  /** What a registry may refuse. */
  @FunctionalInterface
  private interface Attempt {
    PublishOutcome run() throws RegistryException, InterruptedException;
  }

  /** One run, from lock to unlock. */
  private final class Work {
    private final DistributionClient client;
    private final Subject subject;
    private final List<Attachment> wanted;
    private final Set<Digest> sent = new LinkedHashSet<>();
    private final Set<Digest> removed = new LinkedHashSet<>();
    private final Set<Digest> kept = new HashSet<>();
    private boolean fleeting;

    Work(DistributionClient client, Subject subject, List<Attachment> wanted) {
      this.client = client;
      this.subject = subject;
      this.wanted = wanted;
    }

    boolean isSubjectThere() throws RegistryException {
      return Publications.isThere(client, subject, subject.manifest().digest());
    }

    PublishOutcome run() throws RegistryException {
      for (int round = 0; round < MOST_ROUNDS; round++) {
        Survey survey = survey();
        log.seen(
            subject, survey.ours().stream().map(Listed::digest).filter(sent::contains).toList());
        Plan plan = Plan.of(wanted, survey.ours(), survey.waste(), clock.instant()).without(kept);
        if (plan.isEmpty()) {
          break;
        }
        carryOut(plan, round == MOST_ROUNDS - 1);
      }
      // Who deletes an image while its result is being sent must not be left with the result.
      return sent.isEmpty() || isSubjectThere()
          ? new PublishOutcome.Published(List.copyOf(sent), List.copyOf(removed), fleeting)
          : giveUp();
    }

    PublishOutcome giveUp() throws RegistryException {
      removeAll();
      return new PublishOutcome.SubjectGone();
    }

    void removeAll() throws RegistryException {
      Survey survey = survey();
      Set<Digest> all = new LinkedHashSet<>(survey.waste());
      survey.ours().forEach(listed -> all.add(listed.digest()));
      if (!all.isEmpty()) {
        change(List.of(), all);
      }
    }

    private Survey survey() throws RegistryException {
      return Survey.of(client, subject, log.of(subject), ownership, wanted, sent);
    }

    /**
     * One round. Where another of us removes what this one adds, the next round sees whose result
     * is the newer and may have nothing left to do.
     */
    private void carryOut(Plan plan, boolean last) throws RegistryException {
      try {
        carryOut(plan);
      } catch (RegistryException e) {
        if (last || !(e.failure() instanceof RegistryFailure.Contended)) {
          throw e;
        }
        LOG.atInfo().addKeyValue("subject", subject).log("referrers contended");
      }
    }

    private void carryOut(Plan plan) throws RegistryException {
      log.intend(subject, plan.send());
      if (!plan.send().isEmpty()) {
        pushEmptyBlob();
      }
      for (Attachment attachment : plan.send()) {
        if (attachment.fresh()) {
          client.pushNewBlob(subject.repository(), attachment.layer(), attachment.content());
        } else {
          client.pushBlob(subject.repository(), attachment.content());
        }
        client.pushManifest(
            subject.repository(),
            new ManifestKey.ByDigest(attachment.digest()),
            attachment.descriptor().mediaType(),
            attachment.manifest());
        sent.add(attachment.digest());
      }
      change(plan.send().stream().map(Attachment::descriptor).toList(), plan.remove());
    }

    /** A manifest that was just written needs it, too, so it cannot be gone yet. */
    private void pushEmptyBlob() throws RegistryException {
      String where = subject.registry() + "/" + subject.repository();
      if (emptyBlobs.getIfPresent(where) == null) {
        client.pushBlob(subject.repository(), ArtifactManifest.emptyBlob());
        emptyBlobs.put(where, true);
      }
    }

    private void change(List<Descriptor> add, Collection<Digest> remove) throws RegistryException {
      ReferrersOutcome outcome =
          client.changeReferrers(
              subject.repository(), subject.manifest().digest(), add, List.copyOf(remove));
      boolean listsWhatItHas = outcome.where() == ReferrersOutcome.Where.NATIVE;
      fleeting |= !listsWhatItHas;
      Set<Digest> gone = new LinkedHashSet<>(remove);
      if (listsWhatItHas) {
        gone.removeAll(outcome.notDeleted());
        kept.addAll(outcome.notDeleted());
      }
      log.removed(subject, gone);
      removed.addAll(gone);
      LOG.atInfo()
          .addKeyValue("subject", subject)
          .addKeyValue("added", add.size())
          .addKeyValue("removed", gone.size())
          .addKeyValue("refused", outcome.notDeleted().size())
          .log("referrers changed");
    }
  }
}

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

  /** Repositories in which a manifest with an empty config was written a moment ago. */
  private final Cache<String, Boolean> emptyBlobs =
      Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofMinutes(1)).build();

  /** Wires a publisher; it may be used for any number of registries and subjects at once. */
  public Publisher(PublicationLog log, Ownership ownership, SubjectLock lock, Clock clock) {
    this.log = log;
    this.ownership = ownership;
    this.lock = lock;
    this.clock = clock;
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
        () -> artifacts.stream().map(artifact -> attachment(subject, artifact)).toList());
  }

  /** Publishes on an artifact that this program has written a moment ago. */
  PublishOutcome publishOnFresh(
      DistributionClient client, Subject subject, List<Artifact> artifacts)
      throws RegistryException, InterruptedException {
    return run(
        client,
        subject,
        false,
        () -> artifacts.stream().map(artifact -> attachment(subject, artifact)).toList());
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
      if (isThere(client, subject, subject.manifest().digest())
          && isWhole(client, subject, listed(client, subject))) {
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
            latest(subject).stream()
                .map(entry -> log.attachment(subject, entry.digest()))
                .flatMap(Optional::stream)
                .toList());
  }

  /** What others have written on a subject. */
  Situation situation(DistributionClient client, Subject subject) throws RegistryException {
    return situation(client, subject, listed(client, subject));
  }

  private Situation situation(DistributionClient client, Subject subject, List<Descriptor> listed)
      throws RegistryException {
    return Situation.of(client, subject, listed, recorded(subject), ownership);
  }

  private static List<Descriptor> listed(DistributionClient client, Subject subject)
      throws RegistryException {
    return client.referrers(subject.repository(), subject.manifest().digest(), null);
  }

  /** Notes that all of a publication was seen. */
  void settle(Subject subject, String inputs, Optional<Situation> situation) {
    log.settle(subject, settled(inputs, situation));
  }

  /**
   * Whether the publication from {@code inputs} was seen whole, the registry still shows all of it
   * and nothing else of ours, and others have done nothing since that would have it written in
   * another form. Then publishing it again would change nothing. What a registry lists is believed
   * only when it is there.
   *
   * @param minding whether it matters what others have written
   */
  boolean isSettled(DistributionClient client, Subject subject, String inputs, boolean minding)
      throws RegistryException {
    Optional<String> before = log.settled(subject);
    if (before.isEmpty() || !before.get().startsWith(inputs)) {
      return false;
    }
    List<Descriptor> listed = listed(client, subject);
    Optional<Situation> situation =
        minding ? Optional.of(situation(client, subject, listed)) : Optional.empty();
    return before.get().equals(settled(inputs, situation)) && isWhole(client, subject, listed);
  }

  private static String settled(String inputs, Optional<Situation> situation) {
    return inputs + situation.map(others -> " " + others).orElse("");
  }

  private boolean isWhole(DistributionClient client, Subject subject, List<Descriptor> listed)
      throws RegistryException {
    List<PublicationLog.Entry> ours = log.of(subject);
    Set<Kind> kinds = ours.stream().map(PublicationLog.Entry::kind).collect(Collectors.toSet());
    if (ours.isEmpty()
        || kinds.size() < ours.size()
        || !ours.stream().allMatch(PublicationLog.Entry::seen)) {
      return false;
    }
    Set<Digest> digests = listed.stream().map(Descriptor::digest).collect(Collectors.toSet());
    for (PublicationLog.Entry entry : ours) {
      if (!digests.remove(entry.digest()) || !isThere(client, subject, entry.digest())) {
        return false;
      }
    }
    for (Descriptor other : listed) {
      if (digests.contains(other.digest()) && ownership.claim(client, subject, other).isPresent()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isThere(DistributionClient client, Subject subject, Digest digest)
      throws RegistryException {
    return client.resolve(subject.repository(), new ManifestKey.ByDigest(digest)).isPresent();
  }

  /** Everything of ours that the log knows on a subject. */
  Set<Digest> recorded(Subject subject) {
    return log.of(subject).stream().map(PublicationLog.Entry::digest).collect(Collectors.toSet());
  }

  /** What was published last on a subject, of the kinds of {@code artifacts}. */
  List<Descriptor> current(Subject subject, List<Artifact> artifacts) {
    Set<Kind> kinds =
        artifacts.stream()
            .map(artifact -> Kind.of(artifact.type(), artifact.annotations()))
            .collect(Collectors.toSet());
    return latest(subject).stream()
        .filter(entry -> kinds.contains(entry.kind()))
        .map(PublicationLog.Entry::descriptor)
        .toList();
  }

  /** What attestations can refer to when {@code artifacts} are published. */
  Standing standing(Subject subject, List<Artifact> artifacts) {
    Map<Kind, PublicationLog.Entry> known = new HashMap<>();
    latest(subject).forEach(entry -> known.put(entry.kind(), entry));
    Map<String, Digest> current = new HashMap<>();
    for (Artifact artifact : artifacts) {
      Attachment fresh = Attachment.of(artifact, subject.manifest());
      PublicationLog.Entry there = known.get(fresh.kind());
      current.put(
          artifact.type(),
          there != null && Objects.equals(there.fingerprint(), fresh.fingerprint())
              ? there.digest()
              : fresh.digest());
    }
    Map<String, Digest> bundles = new HashMap<>();
    known.forEach((kind, entry) -> {
      if (kind.isBundle()) {
        bundles.put(kind.predicateType(), entry.digest());
      }
    });
    return new Standing(current, bundles);
  }

  /** Whether what {@code artifact} says has been seen on the subject, and was not removed by us. */
  boolean hasPublished(Subject subject, Artifact artifact) {
    Attachment wanted = Attachment.of(artifact, subject.manifest());
    return log.of(subject).stream()
        .filter(PublicationLog.Entry::seen)
        .anyMatch(entry ->
            entry.kind().equals(wanted.kind())
                && Objects.equals(entry.fingerprint(), wanted.fingerprint()));
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

  private List<PublicationLog.Entry> latest(Subject subject) {
    Map<Kind, PublicationLog.Entry> latest = new LinkedHashMap<>();
    for (PublicationLog.Entry entry : log.of(subject)) {
      latest.merge(entry.kind(), entry, BinaryOperator.maxBy(PublicationLog.Entry.AGE));
    }
    return List.copyOf(latest.values());
  }

  /** What was recorded before a crash is sent rather than what says the same in other bytes. */
  private Attachment attachment(Subject subject, Artifact artifact) {
    Attachment fresh = Attachment.of(artifact, subject.manifest());
    return log.of(subject).stream()
        .filter(entry -> !entry.seen())
        .filter(recorded -> recorded.kind().equals(fresh.kind()))
        .filter(recorded -> Objects.equals(recorded.fingerprint(), fresh.fingerprint()))
        .findFirst()
        .flatMap(recorded -> log.attachment(subject, recorded.digest()))
        .orElse(fresh);
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
      var key = new ManifestKey.ByDigest(subject.manifest().digest());
      return client.resolve(subject.repository(), key).isPresent();
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

package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.ReferrersOutcome;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One publication on one subject, while its lock is held: from what the registry shows to what it
 * should show, in rounds; see {@link Publisher}.
 */
final class Publication {

  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
  private static final int MOST_ROUNDS = 4;

  private final PublicationLog log;
  private final Ownership ownership;
  private final InstantSource clock;
  private final EmptyBlobs blobs;
  private final DistributionClient client;
  private final Subject subject;
  private final List<Attachment> wanted;
  private final Set<Digest> sent = new LinkedHashSet<>();
  private final Set<Digest> removed = new LinkedHashSet<>();
  private final Set<Digest> kept = new HashSet<>();
  private boolean fresh;

  /** Whether nothing was listed on a fresh subject yet. */
  private boolean first;

  private boolean fleeting;

  /** What the registry listed a moment ago; empty when it is to be asked. */
  private Optional<List<Descriptor>> listed = Optional.empty();

  Publication(
      PublicationLog log,
      Ownership ownership,
      InstantSource clock,
      EmptyBlobs blobs,
      DistributionClient client,
      Subject subject,
      List<Attachment> wanted) {
    this.log = log;
    this.ownership = ownership;
    this.clock = clock;
    this.blobs = blobs;
    this.client = client;
    this.subject = subject;
    this.wanted = wanted;
  }

  PublishOutcome run() throws RegistryException {
    return isSubjectThere() ? rounds() : giveUp();
  }

  /**
   * The same, where the registry listed {@code before} a moment ago, maybe before the lock was
   * held: what another of us has recorded since is missing in it.
   */
  PublishOutcome run(List<Descriptor> before) throws RegistryException {
    listed = log.of(subject).isEmpty() ? Optional.of(before) : Optional.empty();
    return run();
  }

  /**
   * The same, where the subject was written by us a moment ago: nothing of ours can refer to it
   * yet, and nobody but us is about to refer to it.
   */
  PublishOutcome runOnFresh() throws RegistryException {
    fresh = log.of(subject).isEmpty();
    first = fresh;
    listed = fresh ? Optional.of(List.of()) : Optional.empty();
    return rounds();
  }

  private boolean isSubjectThere() throws RegistryException {
    return Publications.isThere(client, subject, subject.manifest().digest());
  }

  private PublishOutcome rounds() throws RegistryException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Survey survey = survey();
      log.seen(subject, survey.ours().stream().map(Listed::digest).filter(sent::contains).toList());
      Plan plan = Plan.of(wanted, survey.ours(), survey.waste(), clock.instant()).without(kept);
      if (plan.isEmpty()) {
        break;
      }
      carryOut(plan, round == MOST_ROUNDS - 1);
    }
    // Who deletes an image while its result is being sent must not be left with the result. What
    // is on a result goes with it.
    return sent.isEmpty() || fresh || isSubjectThere()
        ? new PublishOutcome.Published(List.copyOf(sent), List.copyOf(removed), fleeting)
        : giveUp();
  }

  private PublishOutcome giveUp() throws RegistryException {
    removeAll();
    return new PublishOutcome.SubjectGone();
  }

  /** Removes everything of ours. */
  void removeAll() throws RegistryException {
    Survey survey = survey();
    Set<Digest> all = new LinkedHashSet<>(survey.waste());
    survey.ours().forEach(each -> all.add(each.digest()));
    if (!all.isEmpty()) {
      change(List.of(), all);
    }
  }

  private Survey survey() throws RegistryException {
    List<Descriptor> now = listed.isPresent() ? listed.get() : Publications.listed(client, subject);
    listed = Optional.empty();
    return Survey.of(client, subject, now, log.of(subject), ownership, wanted, sent);
  }

  /**
   * One round. Where another of us removes what this one adds, the next round sees whose result is
   * the newer and may have nothing left to do.
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
      blobs.push(client, subject);
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

  private void change(List<Descriptor> add, Collection<Digest> remove) throws RegistryException {
    Digest referredTo = subject.manifest().digest();
    boolean alone = first && remove.isEmpty();
    first = false;
    ReferrersOutcome outcome =
        alone
            ? client.addFirstReferrers(subject.repository(), referredTo, add)
            : client.changeReferrers(subject.repository(), referredTo, add, List.copyOf(remove));
    // On an image others may be writing meanwhile: its list is read once more.
    listed = fresh ? outcome.listed() : Optional.empty();
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

package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** What of ours is on subjects: by the log, and by what a registry shows. */
final class Publications {

  private final PublicationLog log;
  private final Ownership ownership;

  Publications(PublicationLog log, Ownership ownership) {
    this.log = log;
    this.ownership = ownership;
  }

  /** What others have written on a subject, for which the registry lists {@code listed}. */
  Situation situation(DistributionClient client, Subject subject, List<Descriptor> listed)
      throws RegistryException {
    return Situation.of(client, subject, listed, recorded(subject), ownership);
  }

  /** What a registry lists on a subject. */
  static List<Descriptor> listed(DistributionClient client, Subject subject)
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

  /** Whether all that the log knows is there, once, and nothing else of ours. */
  boolean isWhole(DistributionClient client, Subject subject, List<Descriptor> listed)
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

  /** Whether a registry has a manifest. */
  static boolean isThere(DistributionClient client, Subject subject, Digest digest)
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

  /** The last of each kind. */
  List<PublicationLog.Entry> latest(Subject subject) {
    Map<Kind, PublicationLog.Entry> latest = new LinkedHashMap<>();
    for (PublicationLog.Entry entry : log.of(subject)) {
      latest.merge(entry.kind(), entry, BinaryOperator.maxBy(PublicationLog.Entry.AGE));
    }
    return List.copyOf(latest.values());
  }

  /** What was recorded before a crash is sent rather than what says the same in other bytes. */
  List<Attachment> attachments(Subject subject, List<Artifact> artifacts) {
    List<PublicationLog.Entry> unseen =
        log.of(subject).stream().filter(entry -> !entry.seen()).toList();
    return artifacts.stream()
        .map(artifact -> attachment(subject, Attachment.of(artifact, subject.manifest()), unseen))
        .toList();
  }

  private Attachment attachment(
      Subject subject, Attachment fresh, List<PublicationLog.Entry> unseen) {
    return unseen.stream()
        .filter(recorded -> recorded.kind().equals(fresh.kind()))
        .filter(recorded -> Objects.equals(recorded.fingerprint(), fresh.fingerprint()))
        .findFirst()
        .flatMap(recorded -> log.attachment(subject, recorded.digest()))
        .orElse(fresh);
  }
}

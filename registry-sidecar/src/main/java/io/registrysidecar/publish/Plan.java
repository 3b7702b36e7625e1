package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to change so that a subject has one current artifact of each kind.
 *
 * <p>Several writers may publish on one subject without knowing of each other, each from its own
 * reading of the list. They end with the same list because all follow the same rule, kind by kind:
 * what says the same as ours may stay, and so may what is newer than ours; of these the newest
 * stays, and among equally new ones that with the greatest digest. Only when none may stay is ours
 * sent. All others go.
 *
 * <p>Attestations of kinds that are not wanted go, too: what is attested, and whether bundles are
 * written at all, may change.
 *
 * <p>An artifact from the future, as this machine's clock sees it, is not newer: a writer whose
 * clock was wrong once must not silence everybody else.
 *
 * @param send what the registry lacks
 * @param remove what is superseded
 */
record Plan(List<Attachment> send, List<Digest> remove) {

  /** Copies the lists. */
  Plan {
    send = List.copyOf(send);
    remove = List.copyOf(remove);
  }

  /**
   * Compares what is wanted with what is there.
   *
   * @param wanted at most one of each kind
   * @param ours artifacts of ours that are listed and exist
   * @param waste manifests of ours that should not be there, whatever is wanted
   * @param now what counts as the future
   */
  static Plan of(
      List<Attachment> wanted, Collection<Listed> ours, Collection<Digest> waste, Instant now) {
    List<Attachment> send = new ArrayList<>();
    Set<Digest> remove = new LinkedHashSet<>(waste);
    Set<Kind> kinds = wanted.stream().map(Attachment::kind).collect(Collectors.toSet());
    ours.stream()
        .filter(listed -> listed.kind().isBundle() && !kinds.contains(listed.kind()))
        .forEach(listed -> remove.add(listed.digest()));
    for (Attachment attachment : wanted) {
      List<Listed> siblings =
          ours.stream().filter(listed -> listed.kind().equals(attachment.kind())).toList();
      Optional<Listed> stays =
          siblings.stream().filter(listed -> mayStay(listed, attachment, now)).max(Listed.AGE);
      siblings.forEach(listed -> remove.add(listed.digest()));
      stays.ifPresent(listed -> remove.remove(listed.digest()));
      if (stays.isEmpty()) {
        send.add(attachment);
        remove.remove(attachment.digest());
      }
    }
    return new Plan(send, List.copyOf(remove));
  }

  /** The same, but for what the registry does not remove anyway. */
  Plan without(Set<Digest> kept) {
    return new Plan(send, remove.stream().filter(digest -> !kept.contains(digest)).toList());
  }

  boolean isEmpty() {
    return send.isEmpty() && remove.isEmpty();
  }

  private static boolean mayStay(Listed listed, Attachment attachment, Instant now) {
    return listed.saysTheSameAs(attachment)
        || (listed.isNewerThan(attachment) && !listed.created().isAfter(now));
  }
}

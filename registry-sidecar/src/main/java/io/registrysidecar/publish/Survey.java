package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a registry shows of ours for one subject.
 *
 * @param ours listed, and really there
 * @param waste listed although the manifest is gone, or recorded and not listed
 */
record Survey(List<Listed> ours, List<Digest> waste) {

  /** Copies the lists. */
  Survey {
    ours = List.copyOf(ours);
    waste = List.copyOf(waste);
  }

  /**
   * Asks the registry about what it lists.
   *
   * @param listed the subject's referrers
   * @param recorded what our log says
   * @param wanted what is about to be published; only against these are claims of artifacts that
   *     our log does not know checked
   * @param sent what this program has just written: it is there
   */
  static Survey of(
      DistributionClient client,
      Subject subject,
      List<Descriptor> listed,
      List<PublicationLog.Entry> recorded,
      Ownership ownership,
      List<Attachment> wanted,
      Set<Digest> sent)
      throws RegistryException {
    Map<Digest, PublicationLog.Entry> unlisted = new HashMap<>();
    for (PublicationLog.Entry entry : recorded) {
      unlisted.put(entry.digest(), entry);
    }
    List<Listed> ours = new ArrayList<>();
    List<Digest> waste = new ArrayList<>();
    for (Descriptor referrer : listed) {
      PublicationLog.Entry known = unlisted.remove(referrer.digest());
      Optional<Ownership.Claim> claim =
          known == null ? ownership.claim(client, subject, referrer) : Optional.empty();
      if (known == null && claim.isEmpty()) {
        continue;
      }
      if (!sent.contains(referrer.digest()) && !exists(client, subject, referrer)) {
        waste.add(referrer.digest());
      } else if (known != null) {
        ours.add(new Listed(known.descriptor(), known.fingerprint(), known.created(), true));
      } else {
        Digest says = believable(client, subject, referrer, claim.orElseThrow(), wanted);
        ours.add(new Listed(referrer, says, claim.orElseThrow().created(), false));
      }
    }
    waste.addAll(unlisted.keySet());
    return new Survey(ours, waste);
  }

  private static boolean exists(DistributionClient client, Subject subject, Descriptor referrer)
      throws RegistryException {
    var key = new ManifestKey.ByDigest(referrer.digest());
    return client.resolve(subject.repository(), key).isPresent();
  }

  /** What it claims to say, if that is something wanted and a signature or its content says so. */
  private static @Nullable Digest believable(
      DistributionClient client,
      Subject subject,
      Descriptor referrer,
      Ownership.Claim claim,
      List<Attachment> wanted)
      throws RegistryException {
    Digest claimed = claim.fingerprint();
    if (claimed == null || wanted.stream().noneMatch(a -> claimed.equals(a.fingerprint()))) {
      return null;
    }
    if (claim.proven()) {
      return claimed;
    }
    var key = new ManifestKey.ByDigest(referrer.digest());
    if (client.manifest(subject.repository(), key).orElse(null) instanceof Manifest.Image image
        && image.layers().size() == 1) {
      Descriptor layer = image.layers().getFirst();
      Digest actual = Contents.fingerprint(client, subject.repository(), layer);
      return actual.equals(claimed) ? actual : null;
    }
    return null;
  }
}

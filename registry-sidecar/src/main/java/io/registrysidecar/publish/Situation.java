package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.sign.sigstore.LegacySignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What others have written on an image, as far as it decides what we write.
 *
 * @param legacySignature whether it carries a signature in cosign's legacy form
 * @param foreignBundle whether it carries a sigstore bundle that is not ours
 * @param foreign how many referrers are not ours
 */
record Situation(boolean legacySignature, boolean foreignBundle, int foreign) {

  private static final String BUNDLES = "application/vnd.dev.sigstore.bundle";

  /** A signature as a referrer, which cosign once wrote when asked to. */
  private static final String LEGACY_REFERRER = "application/vnd.dev.cosign.artifact.sig.v1+json";

  /**
   * Asks the registry.
   *
   * @param listed the subject's referrers
   * @param ours digests of what our log knows to be ours
   * @param ownership tells of the rest
   */
  static Situation of(
      DistributionClient client,
      Subject subject,
      List<Descriptor> listed,
      Set<Digest> ours,
      Ownership ownership)
      throws RegistryException {
    Digest image = subject.manifest().digest();
    List<Descriptor> foreign = foreign(client, subject, listed, ours, ownership);
    var signature = new ManifestKey.Tag(LegacySignature.tag(image));
    return new Situation(
        client.resolve(subject.repository(), signature).isPresent()
            || foreign.stream().anyMatch(referrer -> hasType(referrer, LEGACY_REFERRER)),
        foreign.stream().anyMatch(referrer -> hasType(referrer, BUNDLES)),
        foreign.size());
  }

  /** Those of {@code listed} that are not ours. */
  static List<Descriptor> foreign(
      DistributionClient client,
      Subject subject,
      List<Descriptor> listed,
      Set<Digest> ours,
      Ownership ownership)
      throws RegistryException {
    List<Descriptor> foreign = new ArrayList<>();
    for (Descriptor referrer : listed) {
      if (!ours.contains(referrer.digest())
          && ownership.claim(client, subject, referrer).isEmpty()) {
        foreign.add(referrer);
      }
    }
    return foreign;
  }

  private static boolean hasType(Descriptor referrer, String prefix) {
    String type = referrer.artifactType();
    return type != null && type.startsWith(prefix);
  }
}

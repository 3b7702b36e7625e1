package io.registrysidecar.verify;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.schema.PredicateTypes;
import java.time.Instant;
import java.util.List;

/** What is attested of what happened to an image. */
public final class SignedTrails {

  private final DistributionClient client;
  private final TrustedParties trust;
  private final Instant now;

  /** Reads a registry, and trusts these. */
  public SignedTrails(DistributionClient client, TrustedParties trust, Instant now) {
    this.client = client;
    this.trust = trust;
    this.now = now;
  }

  /** All audit trails of an image, whoever signed them; normally one. */
  public List<FoundSignature> of(RepositoryName repository, Descriptor image)
      throws RegistryException {
    SignatureHunt hunt =
        new SignatureHunt(SignatureSource.of(client, repository), trust, now)
            .only(PredicateTypes.AUDIT_TRAIL);
    hunt.look(image, true);
    return hunt.found().stream()
        .filter(each -> PredicateTypes.AUDIT_TRAIL.equals(each.says()))
        .toList();
  }

  /** Whether it is signed by somebody who is trusted to say what happened to images. */
  public static boolean isTrusted(FoundSignature trail) {
    return trail.isTrusted()
        && trail.roles().contains(TrustedParties.ATTESTATION)
        && trail.statement().isPresent();
  }
}

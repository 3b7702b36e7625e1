package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What became of a change of referrers.
 *
 * @param where how the registry keeps the list now
 * @param notDeleted manifests to be removed that the registry would not delete; under a fallback
 *     tag they are no longer listed all the same
 * @param listed all referrers, as they were read after the change to see that it was made, without
 *     those that were deleted; empty when it was not seen
 */
public record ReferrersOutcome(
    Where where, List<Digest> notDeleted, Optional<List<Descriptor>> listed) {

  /** Copies the lists. */
  public ReferrersOutcome {
    notDeleted = List.copyOf(notDeleted);
    listed = listed.map(List::copyOf);
  }

  /** How the registry keeps the list. */
  public enum Where {
    /** By the referrers API, seen there. */
    NATIVE,
    /**
     * By the referrers API, which acknowledged the subject but does not list it yet. To be verified
     * later.
     */
    NATIVE_UNVERIFIED,
    /**
     * Under the fallback tag, seen there. Another program may still overwrite it. To be verified
     * later.
     */
    FALLBACK
  }
}

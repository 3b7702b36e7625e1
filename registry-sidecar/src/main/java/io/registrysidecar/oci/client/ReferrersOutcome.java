package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import java.util.List;

/**
 * What became of a change of referrers.
 *
 * @param where how the registry keeps the list now
 * @param notDeleted manifests to be removed that the registry would not delete; under a fallback
 *     tag they are no longer listed all the same
 */
public record ReferrersOutcome(Where where, List<Digest> notDeleted) {

  /** Copies the list. */
  public ReferrersOutcome {
    notDeleted = List.copyOf(notDeleted);
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

package io.registrysidecar.oci.client;

/**
 * Told of every change of referrers that may still be undone by somebody else, so that it can be
 * verified later. To verify is to make the same change again: when all is well, that only reads.
 */
@FunctionalInterface
public interface ReferrersWatch {

  /** Verifies nothing later. */
  ReferrersWatch NONE = (_, _) -> {};

  /**
   * A change was made in {@code registry} and seen; called on the thread that made it, so to return
   * quickly.
   */
  void changed(String registry, ReferrersChange change);
}

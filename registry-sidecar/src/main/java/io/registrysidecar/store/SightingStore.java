package io.registrysidecar.store;

import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Since when it is known what is wrong with the packages of a repository. That is of the repository
 * and not of an image, because an image that is built again has the old problems and not more time
 * to repair them.
 */
public interface SightingStore {

  /**
   * Notes what was found; gives when each was found first, which is {@code at} for those that are
   * new.
   */
  Map<Sighting, Instant> seen(
      String registry, RepositoryName repository, Collection<Sighting> found, Instant at);

  /** When each of these was found first; those that never were are missing. */
  Map<Sighting, Instant> of(String registry, RepositoryName repository, Collection<Sighting> found);

  /** Forgets repositories that have no image any more; gives how many. */
  int prune();
}

package io.registrysidecar.scan;

import io.registrysidecar.store.Sighting;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Knows since when it is known what is wrong in repositories. */
@FunctionalInterface
public interface KnownSightings {

  /** Knows nothing. */
  KnownSightings NONE = (_, _) -> Map.of();

  /**
   * When each was found first; those of which that is not known are missing.
   *
   * @param repository registry host and repository
   */
  Map<Sighting, Instant> of(String repository, Collection<Sighting> found);
}

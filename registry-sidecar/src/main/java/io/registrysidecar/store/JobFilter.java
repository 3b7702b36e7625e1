package io.registrysidecar.store;

import io.registrysidecar.oci.RepositoryName;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are wanted; null means any.
 *
 * @param kind which handler
 * @param registry the registry's configured name
 * @param repository the repository
 */
public record JobFilter(
    @Nullable String kind, @Nullable String registry, @Nullable RepositoryName repository) {

  /** Every job. */
  public static final JobFilter ALL = new JobFilter(null, null, null);
}

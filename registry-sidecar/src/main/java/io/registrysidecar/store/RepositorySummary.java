package io.registrysidecar.store;

import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;

/**
 * A repository at a glance.
 *
 * @param registry the registry's configured name
 * @param repository the repository
 * @param images how many images that are not gone
 * @param pushedAt when something was last pushed
 */
public record RepositorySummary(
    String registry, RepositoryName repository, long images, Instant pushedAt) {}

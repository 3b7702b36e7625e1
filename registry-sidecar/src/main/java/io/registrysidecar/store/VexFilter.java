package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import org.jspecify.annotations.Nullable;

/**
 * Which statements are wanted; null means any.
 *
 * @param registry the registry's configured name
 * @param repository the repository
 * @param image an image, which statements about its whole repository are about, too
 * @param ended whether those that do not count any more are wanted, too
 */
public record VexFilter(
    @Nullable String registry,
    @Nullable RepositoryName repository,
    @Nullable Digest image,
    boolean ended) {}

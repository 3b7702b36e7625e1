package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import org.jspecify.annotations.Nullable;

/**
 * Which scans are wanted; null means any.
 *
 * @param registry the registry's configured name
 * @param repository the repository
 * @param digest the image
 * @param unfinished whether only scans that have not ended are wanted
 */
public record ScanFilter(
    @Nullable String registry,
    @Nullable RepositoryName repository,
    @Nullable Digest digest,
    boolean unfinished) {

  /** Every scan. */
  public static final ScanFilter ALL = new ScanFilter(null, null, null, false);
}

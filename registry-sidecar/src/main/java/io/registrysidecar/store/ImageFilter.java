package io.registrysidecar.store;

import io.registrysidecar.oci.RepositoryName;
import org.jspecify.annotations.Nullable;

/**
 * Which images are wanted; null means any.
 *
 * @param registry the registry's configured name
 * @param repository the repository
 * @param tag a tag that names the image now
 * @param state how far it has come
 * @param minimumSeverity {@code critical}, {@code high}, {@code medium}, {@code low}: with at least
 *     one finding as bad as this
 * @param deleted whether images that are gone are wanted too
 */
public record ImageFilter(
    @Nullable String registry,
    @Nullable RepositoryName repository,
    @Nullable String tag,
    @Nullable ImageState state,
    @Nullable String minimumSeverity,
    boolean deleted) {

  /** Every image that is not gone. */
  public static final ImageFilter ALL = new ImageFilter(null, null, null, null, null, false);
}

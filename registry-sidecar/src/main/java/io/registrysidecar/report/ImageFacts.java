package io.registrysidecar.report;

import io.registrysidecar.audit.Origin;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of an image besides its content.
 *
 * @param repository registry host and repository as they are addressed, or the local target as the
 *     user wrote it
 * @param digest of the manifest or index, or null when the target has none (a directory)
 * @param mediaType of the manifest or index, or null when the target has none
 * @param platform what it runs on, or null on an index
 * @param tags tags that point here, in any order
 * @param layers digests of the layers, lowest first; empty on an index
 * @param base what it was built on, or null when that is not known
 * @param origin where it came from, or null when nobody looked
 */
public record ImageFacts(
    String repository,
    @Nullable Digest digest,
    @Nullable String mediaType,
    @Nullable Platform platform,
    List<String> tags,
    List<Digest> layers,
    @Nullable BaseImage base,
    @Nullable Origin origin) {

  /** Copies the lists. */
  public ImageFacts {
    tags = List.copyOf(tags);
    layers = List.copyOf(layers);
  }

  /** An image of which nobody asked where it came from. */
  public ImageFacts(
      String repository,
      @Nullable Digest digest,
      @Nullable String mediaType,
      @Nullable Platform platform,
      List<String> tags,
      List<Digest> layers,
      @Nullable BaseImage base) {
    this(repository, digest, mediaType, platform, tags, layers, base, null);
  }

  /** An image of which nobody knows what it was built on. */
  public ImageFacts(
      String repository,
      @Nullable Digest digest,
      @Nullable String mediaType,
      @Nullable Platform platform,
      List<String> tags,
      List<Digest> layers) {
    this(repository, digest, mediaType, platform, tags, layers, null, null);
  }
}

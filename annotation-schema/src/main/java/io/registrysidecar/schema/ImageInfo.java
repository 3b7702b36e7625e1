package io.registrysidecar.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was scanned.
 *
 * @param repository where it is: registry host and repository as the scanner addressed them, or the
 *     local target, for example {@code rootfs:/srv/root}
 * @param digest digest of the manifest or index, or null when the target has none (a directory)
 * @param mediaType media type of the manifest or index, or null when the target has none
 * @param platform {@code os/architecture[/variant]}, or null on an index
 * @param tags tags that pointed here at the time of the scan, sorted
 */
public record ImageInfo(
    String repository,
    @Nullable String digest,
    @Nullable String mediaType,
    @Nullable String platform,
    List<String> tags) {

  /** Checks the digest and copies the tags. */
  public ImageInfo {
    Require.text("repository", repository);
    Require.digestOrNull("digest", digest);
    tags = List.copyOf(tags);
  }

  /** Whether this is an image index, whose report is a roll-up of its platforms. */
  public boolean isIndex() {
    return MediaTypes.OCI_INDEX.equals(mediaType) || MediaTypes.DOCKER_INDEX.equals(mediaType);
  }
}

package io.registrysidecar.store;

import io.registrysidecar.oci.Platform;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an image, but for its report.
 *
 * @param key its name
 * @param mediaType the manifest's media type, or null before it was resolved
 * @param size see {@link ImageFacts#size}
 * @param platform what it runs on, or null
 * @param tags the tags that name it now, sorted
 * @param state how far it has come
 * @param detail why, where the state needs a reason; else empty
 * @param counts findings per severity of the latest scan
 * @param coverage of the latest scan, or empty
 * @param advisoryVersion of the latest scan, or empty
 * @param firstSeen when it was first heard of
 * @param pushedAt when it was last pushed
 * @param scannedAt when it was last scanned, or null
 * @param deletedAt when the registry said that it is gone, or null
 */
public record StoredImage(
    ImageKey key,
    @Nullable String mediaType,
    long size,
    @Nullable Platform platform,
    List<String> tags,
    ImageState state,
    String detail,
    SeverityCounts counts,
    String coverage,
    String advisoryVersion,
    Instant firstSeen,
    Instant pushedAt,
    @Nullable Instant scannedAt,
    @Nullable Instant deletedAt) {

  /** Copies the tags. */
  public StoredImage {
    tags = List.copyOf(tags);
  }
}

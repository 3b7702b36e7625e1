package io.registrysidecar.api;

import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.StoredImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image as the API shows it. The summary is null unless something was looked at, because a zero
 * would look like clean.
 *
 * @param registry the registry's configured name
 * @param repository the repository
 * @param digest the digest of the platform manifest or index
 * @param mediaType the manifest's media type, or null before it was read
 * @param platform what it runs on, or null
 * @param size bytes of all layers
 * @param tags the tags that name it now
 * @param state how far it has come
 * @param detail why, where the state needs a reason
 * @param coverage how much was looked at, or null before the first scan
 * @param advisories the version of the advisories used, or null
 * @param summary findings per severity, or null
 * @param firstSeen when it was first heard of
 * @param pushedAt when it was last pushed
 * @param scannedAt when it was last scanned, or null
 * @param deletedAt when it went, or null
 */
record ImageView(
    String registry,
    String repository,
    String digest,
    @Nullable String mediaType,
    @Nullable String platform,
    long size,
    List<String> tags,
    String state,
    String detail,
    @Nullable String coverage,
    @Nullable String advisories,
    @Nullable SeverityCounts summary,
    String firstSeen,
    String pushedAt,
    @Nullable String scannedAt,
    @Nullable String deletedAt) {

  static ImageView of(StoredImage image) {
    boolean looked = image.coverage().equals("complete") || image.coverage().equals("partial");
    return new ImageView(
        image.key().registry(),
        image.key().repository().value(),
        image.key().digest().toString(),
        image.mediaType(),
        text(image.platform()),
        image.size(),
        image.tags(),
        Parameters.word(image.state()),
        image.detail(),
        nullIfEmpty(image.coverage()),
        nullIfEmpty(image.advisoryVersion()),
        looked ? image.counts() : null,
        image.firstSeen().toString(),
        image.pushedAt().toString(),
        text(image.scannedAt()),
        text(image.deletedAt()));
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}

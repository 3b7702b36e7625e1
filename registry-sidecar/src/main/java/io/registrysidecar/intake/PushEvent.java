package io.registrysidecar.intake;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a registry, whatever the format in which the registry said so. Which
 * registry is known from the source, never from what the event says.
 *
 * @param id stays the same when the event is delivered again
 * @param occurredAt when the registry says it happened, or null
 * @param action what happened
 * @param repository where
 * @param tag the tag concerned, or null
 * @param digest the manifest concerned, or null when the registry did not say
 * @param mediaType the type of what is concerned, or null when the registry did not say
 * @param actor who did it, or null
 * @param userAgent with which program, or null
 * @param manifest what the event says about the content of the manifest, or null
 */
public record PushEvent(
    String id,
    @Nullable Instant occurredAt,
    Action action,
    RepositoryName repository,
    ManifestKey.@Nullable Tag tag,
    @Nullable Digest digest,
    @Nullable String mediaType,
    @Nullable String actor,
    @Nullable String userAgent,
    @Nullable ManifestHint manifest) {

  /** Checks that a push or a deletion says of what. */
  public PushEvent {
    if (tag == null && digest == null && action.concernsManifest()) {
      throw new IllegalArgumentException("neither tag nor digest");
    }
  }

  /** What happened. */
  public enum Action {
    /** A manifest or blob was stored. */
    PUSH,
    /** A manifest, tag or blob was removed. */
    DELETE,
    /** Anything else, such as a pull. */
    OTHER;

    boolean concernsManifest() {
      return this != OTHER;
    }
  }
}

package io.registrysidecar.demo;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the embedded registry.
 *
 * @param action {@code push}, {@code mount} or {@code delete}
 * @param repository where
 * @param mediaType the type of what was pushed; null for deletions
 * @param digest what was pushed or deleted; null when a tag was deleted
 * @param size its size in bytes; 0 for deletions
 * @param tag the tag it was pushed under, or the tag deleted; null if none
 * @param from the repository it was mounted from, or null
 * @param request the request that did it
 */
record RegistryEvent(
    String action,
    RepositoryName repository,
    @Nullable String mediaType,
    @Nullable Digest digest,
    long size,
    @Nullable String tag,
    @Nullable RepositoryName from,
    RegistryRequest request) {

  static final String BLOB = "application/octet-stream";

  static RegistryEvent push(
      RepositoryName repository,
      String mediaType,
      Digest digest,
      long size,
      @Nullable String tag,
      RegistryRequest request) {
    return new RegistryEvent("push", repository, mediaType, digest, size, tag, null, request);
  }

  static RegistryEvent mount(
      RepositoryName repository,
      Digest digest,
      long size,
      RepositoryName from,
      RegistryRequest request) {
    return new RegistryEvent("mount", repository, BLOB, digest, size, null, from, request);
  }

  static RegistryEvent delete(RepositoryName repository, Digest digest, RegistryRequest request) {
    return new RegistryEvent("delete", repository, null, digest, 0, null, null, request);
  }

  static RegistryEvent deleteTag(RepositoryName repository, String tag, RegistryRequest request) {
    return new RegistryEvent("delete", repository, null, null, 0, tag, null, request);
  }
}

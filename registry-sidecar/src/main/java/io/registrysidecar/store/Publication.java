package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A referrer of ours.
 *
 * @param subject the image that it refers to
 * @param artifactType its kind
 * @param digest its manifest's digest
 * @param size its manifest's bytes
 * @param state how far it has come
 * @param intendedAt when it was about to be written
 * @param publishedAt when it was seen in the registry, or null
 */
public record Publication(
    ImageKey subject,
    String artifactType,
    Digest digest,
    long size,
    PublicationState state,
    Instant intendedAt,
    @Nullable Instant publishedAt) {}

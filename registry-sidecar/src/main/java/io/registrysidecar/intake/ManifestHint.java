package io.registrysidecar.intake;

import io.registrysidecar.oci.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about the content of a manifest, so that it need not be asked for.
 *
 * @param hasSubject whether it refers to another manifest
 * @param subject the digest of that manifest, or null when not known
 * @param artifactType its artifact type, or null
 * @param configType the media type of its configuration, or null when not known
 */
public record ManifestHint(
    boolean hasSubject,
    @Nullable Digest subject,
    @Nullable String artifactType,
    @Nullable String configType) {}

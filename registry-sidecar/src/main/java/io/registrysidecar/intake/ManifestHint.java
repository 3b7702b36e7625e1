package io.registrysidecar.intake;

import org.jspecify.annotations.Nullable;

/**
 * What an event says about the content of a manifest, so that it need not be asked for.
 *
 * @param hasSubject whether it refers to another manifest
 * @param artifactType its artifact type, or null
 * @param configType the media type of its configuration, or null when not known
 */
public record ManifestHint(
    boolean hasSubject, @Nullable String artifactType, @Nullable String configType) {}

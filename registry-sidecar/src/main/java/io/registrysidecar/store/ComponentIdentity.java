package io.registrysidecar.store;

import org.jspecify.annotations.Nullable;

/**
 * All that decides which advisories a component matches. Two images with the same component share
 * its findings.
 *
 * @param ecosystem as advisories name it
 * @param release the distribution's release, or null
 * @param name as advisories write it
 * @param version the installed version
 * @param sourceName the source package, or null
 * @param sourceVersion its version, or null
 * @param maintainer who built it, or null
 * @param purl the package URL
 */
public record ComponentIdentity(
    String ecosystem,
    @Nullable String release,
    String name,
    String version,
    @Nullable String sourceName,
    @Nullable String sourceVersion,
    @Nullable String maintainer,
    String purl) {}

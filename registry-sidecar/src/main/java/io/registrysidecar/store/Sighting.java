package io.registrysidecar.store;

/**
 * That a problem is in a package, of whatever version.
 *
 * @param packageName its package URL without version, qualifiers and subpath
 * @param problem the identifier that most know the problem by
 */
public record Sighting(String packageName, String problem) {}

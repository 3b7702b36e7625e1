package io.registrysidecar.inventory;

/**
 * The source package that a binary package was built from; advisories of most distributions name
 * it.
 *
 * @param name its name
 * @param version its version, which may differ from the binary package's
 */
public record SourcePackage(String name, String version) {}

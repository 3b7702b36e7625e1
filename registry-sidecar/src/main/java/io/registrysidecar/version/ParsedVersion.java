package io.registrysidecar.version;

/**
 * A version as its order read it. Comparable only with versions that the same order parsed;
 * anything else is a {@link ClassCastException}.
 *
 * <p>Two versions that compare as 0 need not be equal: {@code 1.0} and {@code 1.0.0} sort together
 * in most ecosystems.
 */
public interface ParsedVersion extends Comparable<ParsedVersion> {}

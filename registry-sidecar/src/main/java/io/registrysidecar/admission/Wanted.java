package io.registrysidecar.admission;

/**
 * An image that is about to run.
 *
 * @param image the reference as it was written
 * @param namespace where it is to run; empty when that is not said
 */
record Wanted(String image, String namespace) {}

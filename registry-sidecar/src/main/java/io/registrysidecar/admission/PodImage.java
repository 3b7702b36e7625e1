package io.registrysidecar.admission;

/**
 * One image that a Pod would run or mount.
 *
 * @param pointer where it stands in the object under review (RFC 6901)
 * @param image the reference as it was written
 */
record PodImage(String pointer, String image) {}

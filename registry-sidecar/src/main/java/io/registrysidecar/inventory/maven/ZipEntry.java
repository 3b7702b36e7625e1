package io.registrysidecar.inventory.maven;

/**
 * An entry of a zip file, as the central directory lists it.
 *
 * @param name its path
 * @param method how it is compressed: 0 not at all, 8 deflate
 * @param encrypted whether it is encrypted
 * @param compressedSize how many bytes are stored
 * @param size how many they claim to become
 * @param header where its local header begins, in bytes from the beginning of the file
 */
record ZipEntry(
    String name, int method, boolean encrypted, long compressedSize, long size, long header) {

  static final int STORED = 0;
  static final int DEFLATED = 8;
}

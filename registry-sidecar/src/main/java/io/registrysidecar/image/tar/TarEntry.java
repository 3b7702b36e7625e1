package io.registrysidecar.image.tar;

/**
 * One entry of a tar stream, as its headers describe it; nothing is checked or normalised.
 *
 * @param name the raw bytes of its name
 * @param type what it is
 * @param size the number of bytes of its content, holes of a sparse file included; 0 unless a file
 * @param mode its permission bits
 * @param link the raw bytes of where a link leads; empty for others
 */
@SuppressWarnings("ArrayRecordComponent")
public record TarEntry(byte[] name, Type type, long size, int mode, byte[] link) {

  /** What an entry is. */
  public enum Type {
    /** A regular file. */
    FILE,
    /** Another name of a regular file. */
    HARD_LINK,
    /** A symbolic link. */
    SYMBOLIC_LINK,
    /** A directory. */
    DIRECTORY,
    /** Anything else: a device, a pipe, a vendor's own type. */
    OTHER
  }
}

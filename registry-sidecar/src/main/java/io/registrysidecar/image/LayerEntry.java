package io.registrysidecar.image;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a layer.
 *
 * @param path where it is; for a whiteout what it hides, for an opaque marker the directory it is
 *     in
 * @param kind what it is
 * @param size the size of a regular file in bytes, else 0
 * @param mode the permission bits, including set-uid, set-gid and sticky
 * @param target where a hard link leads, from the root; what a symbolic link says, as it is; else
 *     null
 */
public record LayerEntry(TarPath path, Kind kind, long size, int mode, @Nullable String target) {

  /** What an entry is. */
  public enum Kind {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** Another name of a regular file. */
    HARD_LINK,
    /** A symbolic link. */
    SYMBOLIC_LINK,
    /** A device node, a pipe, or something else without content. */
    SPECIAL,
    /** Not a file but the statement that lower layers have nothing at this path. */
    WHITEOUT,
    /** Not a file but the statement that lower layers have nothing within this directory. */
    OPAQUE
  }
}

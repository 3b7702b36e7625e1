package io.registrysidecar.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/**
 * What the operating system says about a file, links not followed.
 *
 * @param kind what it is
 * @param mode its permission bits
 * @param size its size in bytes
 * @param device which file system it is on
 * @param modified when its content changed last
 */
record FileStat(LayerEntry.Kind kind, int mode, long size, long device, FileTime modified) {

  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;

  static FileStat of(Path file) throws IOException {
    Map<String, Object> values =
        Files.readAttributes(
            file, "unix:mode,size,dev,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    int mode = (int) value(values, "mode");
    return new FileStat(
        kind(mode & TYPE),
        mode & 07777,
        (long) value(values, "size"),
        (long) value(values, "dev"),
        (FileTime) value(values, "lastModifiedTime"));
  }

  private static Object value(Map<String, Object> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private static LayerEntry.Kind kind(int type) {
    return switch (type) {
      case REGULAR -> LayerEntry.Kind.FILE;
      case DIRECTORY -> LayerEntry.Kind.DIRECTORY;
      case LINK -> LayerEntry.Kind.SYMBOLIC_LINK;
      default -> LayerEntry.Kind.SPECIAL;
    };
  }
}

package io.registrysidecar.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one file from the next under the same name.
 *
 * @param file what the file system calls it, where it does
 * @param modified when it was written last
 * @param size in bytes
 */
public record FileStamp(@Nullable Object file, FileTime modified, long size) {

  /**
   * Of the file that is there now. To be taken before it is read, so that none is missed.
   *
   * @throws IOException if it is not there, or cannot be looked at
   */
  public static FileStamp of(Path path) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileStamp(now.fileKey(), now.lastModifiedTime(), now.size());
  }
}

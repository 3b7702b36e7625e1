package io.registrysidecar.image;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Temporary files in one directory, bounded in total.
 *
 * <p>A file is unlinked while it is still open, so that a crash leaves nothing behind where the
 * operating system allows it; what is left elsewhere is removed at the next start.
 */
public final class ScratchSpace {

  private static final String SUFFIX = ".scratch";
  private static final Set<StandardOpenOption> NEW =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
  private static final FileAttribute<?>[] OURS_ALONE = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  private final Path directory;
  private final long capacity;
  private final FileAttribute<?>[] attributes;
  private final AtomicLong used = new AtomicLong();

  private ScratchSpace(long capacity, Path directory) {
    this.directory = directory;
    this.capacity = capacity;
    this.attributes =
        directory.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? OURS_ALONE
            : new FileAttribute<?>[0];
  }

  /**
   * Files in {@code directory}, which others use as well: nothing is removed from it, and it is
   * looked at only when a file is needed.
   *
   * @param capacity how many bytes all files together may have
   */
  public static ScratchSpace within(Path directory, long capacity) {
    return new ScratchSpace(capacity, directory);
  }

  /**
   * Uses {@code directory}, which is made if it is not there; files of earlier runs are removed.
   *
   * @param capacity how many bytes all files together may have
   * @throws IOException if the directory cannot be made or read
   */
  public ScratchSpace(Path directory, long capacity) throws IOException {
    this(capacity, directory);
    Files.createDirectories(directory);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /**
   * An empty file of at most {@code size} bytes, gone when closed.
   *
   * @throws FileLimitExceeded if all files together would have more bytes than the capacity, or if
   *     the file cannot be made
   * @throws IOException if the thread was interrupted
   */
  SeekableByteChannel newFile(long size) throws IOException {
    if (used.addAndGet(size) > capacity) {
      used.addAndGet(-size);
      throw new FileLimitExceeded(
          "temporary files would need more than " + capacity + " bytes (layers.scratch-bytes)");
    }
    try {
      return new ScratchChannel(
          Files.newByteChannel(directory.resolve(UUID.randomUUID() + SUFFIX), NEW, attributes),
          () -> used.addAndGet(-size));
    } catch (IOException e) {
      used.addAndGet(-size);
      if (Failures.isInterruption(e)) {
        throw e;
      }
      throw new FileLimitExceeded(
          "no temporary file could be made in "
              + directory
              + ", which must be writable ("
              + e
              + ")");
    }
  }
}

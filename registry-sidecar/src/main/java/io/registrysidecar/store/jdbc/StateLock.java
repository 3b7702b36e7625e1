package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the one service that works on a state directory. The operating system takes it
 * back when the process ends, however that happens.
 */
public final class StateLock implements AutoCloseable {

  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a state directory, which is created when it does not exist.
   *
   * @throws StoreException when another process has it, or the directory cannot be written
   */
  public static StateLock take(Path directory) {
    Path file = directory.resolve("lock");
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StoreException(new StoreFailure.InUse(directory), null);
      }
      return new StateLock(channel);
    } catch (IOException e) {
      throw new StoreException(new StoreFailure.Unusable(file, "lock the state", e.toString()), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(
          new StoreFailure.Unusable(Path.of("lock"), "unlock the state", e.toString()), e);
    }
  }
}

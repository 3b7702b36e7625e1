package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.SubjectLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/*
 * Shared: one empty file in the state directory. Each subject is one byte of it, at an offset taken from a hash of the subject; the operating system lets one process at a time
 * lock a byte. No byte is ever written, so the file stays empty and needs no clean-up, and the operating system frees the locks of a process that dies.
 *
 * The operating system knows processes only, so the threads of one process are ordered first, by a lock of their own. Two subjects with the same offset wait for each other,
 * which is harmless.
 *
 * Only tryLock is used, never lock: an interrupted FileChannel.lock closes the channel and with it frees every lock that other threads hold. That is why a process that finds
 * the byte taken asks again after a short while.
 *
 * Two sidecars with different state directories do not see each other's locks. The publisher converges without: the lock only saves it work.
 */

/** Locks among all processes that share a state directory. */
public final class FileLocks implements SubjectLock, AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Path file;
  private final FileChannel channel;
  private final SubjectLock threads = SubjectLock.inProcess();

  /**
   * Opens the lock file, making it when needed.
   *
   * @throws IOException if the file cannot be opened for writing
   */
  public FileLocks(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  public Held acquire(String registry, RepositoryName repository, Digest subject)
      throws InterruptedException, IOException {
    long offset = offset(registry + "/" + repository + "@" + subject);
    Held amongThreads = threads.acquire(registry, repository, subject);
    try {
      FileLock amongProcesses = lock(offset);
      return () -> {
        try (amongThreads) {
          release(amongProcesses);
        }
      };
    } catch (InterruptedException | IOException | RuntimeException e) {
      amongThreads.close();
      throw e;
    }
  }

  private FileLock lock(long offset) throws InterruptedException, IOException {
    while (true) {
      FileLock lock = tryLock(offset);
      if (lock != null) {
        return lock;
      }
      Thread.sleep(PAUSE);
    }
  }

  private @Nullable FileLock tryLock(long offset) throws IOException {
    try {
      return channel.tryLock(offset, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // held by another subject or instance within this process
    } catch (IOException e) {
      throw failed("lock", e);
    }
  }

  private void release(FileLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException(failed("unlock", e));
    }
  }

  private IOException failed(String action, IOException cause) {
    return new IOException(
        action
            + " "
            + file
            + ": "
            + cause.getMessage()
            + ". The state directory must be on a file system with locks.",
        cause);
  }

  private static long offset(String subject) {
    String hash = Digest.sha256(subject.getBytes(StandardCharsets.UTF_8)).hex();
    return ByteBuffer.wrap(HexFormat.of().parseHex(hash)).getLong() >>> 2;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

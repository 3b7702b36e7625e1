package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.DatabaseInfo;
import io.registrysidecar.advisory.feed.FeedLimits;
import io.registrysidecar.advisory.feed.OsvFeed;
import io.registrysidecar.advisory.feed.UnreadableFeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds an advisory database from OSV records.
 *
 * <p>The new file is written beside the target, forced to disk, read back as a whole, and only then
 * renamed over the target. So at every moment, also after a crash, the target is either the old
 * database or the new one; readers of the old one are not disturbed. A file lock keeps two imports
 * to the same target apart.
 */
public final class AdvisoryImport {

  private final InstantSource clock;
  private final int threads;

  /** Imports with as many threads as the machine has processors. */
  public AdvisoryImport(InstantSource clock) {
    this.clock = clock;
    this.threads = Runtime.getRuntime().availableProcessors();
  }

  /**
   * Imports files, and all files below directories; see {@link OsvFeed} for what they may be.
   *
   * @param sources whose content together is to be the database's
   * @param target the database file to create or replace
   * @throws ImportFailed if the source cannot be read to its end, has no valid record, or the
   *     target cannot be written; malformed records alone are only counted
   */
  public ImportResult run(List<Path> sources, Path target, ImportProgress progress)
      throws ImportFailed {
    return run(
        sources.stream().map(Path::toString).collect(Collectors.joining(", ")),
        (feed, intake) -> {
          for (Path source : sources) {
            feed.read(source, intake);
          }
        },
        target,
        false,
        progress);
  }

  /**
   * Imports a stream, such as a download; it stays open.
   *
   * @param name the file name that the content would have, such as {@code all.zip}
   * @param content the stream
   * @param target the database file to create or replace
   * @throws ImportFailed as above
   */
  public ImportResult run(String name, InputStream content, Path target, ImportProgress progress)
      throws ImportFailed {
    return run(name, (feed, intake) -> feed.read(name, content, intake), target, false, progress);
  }

  /** The same, for the sample that ships with the program. */
  ImportResult runSample(String name, InputStream content, Path target) throws ImportFailed {
    return run(
        name,
        (feed, intake) -> feed.read(name, content, intake),
        target,
        true,
        ImportProgress.NONE);
  }

  private interface Source {
    void read(OsvFeed feed, RecordIntake intake) throws IOException;
  }

  private ImportResult run(
      String name, Source source, Path target, boolean sample, ImportProgress progress)
      throws ImportFailed {
    try (RecordIntake intake = new RecordIntake(threads, progress)) {
      source.read(new OsvFeed(FeedLimits.DEFAULT), intake);
      DatabaseContent content = DatabaseContent.of(intake.finish(), intake.beside());
      if (content.records().isEmpty()) {
        throw new ImportFailed(
            "import advisories from %s: none of %d records is usable%s. Name a directory or file with OSV records."
                .formatted(name, intake.read(), firstReason(intake)));
      }
      DatabaseInfo info = replace(target, content, sample);
      return new ImportResult(
          info, intake.read(), content.withdrawn(), intake.rejectedCount(), intake.examples());
    } catch (ImportFailed e) {
      throw e;
    } catch (UnreadableFeed e) {
      throw new ImportFailed(String.valueOf(e.getMessage()), e);
    } catch (InterruptedIOException e) {
      throw new ImportFailed("import advisories from %s: it was stopped".formatted(name), e);
    } catch (IOException e) {
      throw new ImportFailed(
          "import advisories from %s: %s. Check that it is readable.".formatted(name, e), e);
    }
  }

  private static String firstReason(RecordIntake intake) {
    return intake.examples().stream()
        .findFirst()
        .map(first -> " (" + first.id() + ": " + first.reason() + ")")
        .orElse("");
  }

  private DatabaseInfo replace(Path target, DatabaseContent content, boolean sample)
      throws ImportFailed {
    Path file = target.toAbsolutePath();
    Path fresh = file.resolveSibling("." + file.getFileName() + ".importing");
    Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
    try {
      @Nullable Path directory = file.getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      try (FileChannel locked =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = exclusive(locked, target)) {
        DatabaseInfo info = write(fresh, content, sample);
        AdvisoryDatabase.open(fresh).verify();
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(directory);
        return info;
      }
    } catch (ImportFailed e) {
      throw e;
    } catch (IOException e) {
      throw new ImportFailed(
          "write advisory database %s: %s. Check the directory's permissions and free space."
              .formatted(target, e),
          e);
    }
  }

  private DatabaseInfo write(Path fresh, DatabaseContent content, boolean sample)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      return DatabaseWriter.write(channel, content, sample, clock.instant());
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  private static FileLock exclusive(FileChannel channel, Path target) throws IOException {
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new ImportFailed(
          "write advisory database %s: another import is writing it. Wait until that has ended."
              .formatted(target));
    }
    return lock;
  }

  /** A rename lasts once its directory is on disk. */
  private static void force(@Nullable Path directory) throws IOException {
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory)) {
        channel.force(true);
      }
    }
  }
}

package io.registrysidecar.advisory.db;

import io.registrysidecar.file.FileStamp;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The advisory database that is in force, while imports replace its file.
 *
 * <p>Every call of {@link #current} looks at the file's identity, which costs microseconds, and
 * opens it anew when that has changed. The opened database is published through one volatile field
 * and is immutable, so readers never wait; only those who find a new file wait for each other, and
 * one of them opens it. Who still works with the old database goes on undisturbed.
 */
public final class AdvisoryDatabases {

  private final Path file;
  private volatile @Nullable Opened opened;

  private record Opened(FileStamp stamp, AdvisoryDatabase database) {}

  /** Follows the database file at this path, which need not exist yet. */
  public AdvisoryDatabases(Path file) {
    this.file = file;
  }

  /** The path that is followed. */
  public Path file() {
    return file;
  }

  /**
   * The database as it is now.
   *
   * @return empty when there is no file
   * @throws UnusableDatabase if there is one that cannot be used
   */
  public Optional<AdvisoryDatabase> current() throws UnusableDatabase {
    Optional<FileStamp> stamp = stamp();
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    Opened known = opened;
    if (known == null || !known.stamp.equals(stamp.get())) {
      known = reopen();
    }
    return Optional.ofNullable(known).map(Opened::database);
  }

  private synchronized @Nullable Opened reopen() throws UnusableDatabase {
    Optional<FileStamp> stamp = stamp();
    if (stamp.isEmpty()) {
      return null;
    }
    Opened known = opened;
    if (known == null || !known.stamp.equals(stamp.get())) {
      known = new Opened(stamp.get(), AdvisoryDatabase.open(file));
      opened = known;
    }
    return known;
  }

  private Optional<FileStamp> stamp() throws UnusableDatabase {
    try {
      return Optional.of(FileStamp.of(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw UnusableDatabase.unreadable(file, e);
    }
  }
}

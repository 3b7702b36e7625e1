package io.registrysidecar.advisory.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
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

  private record Opened(Identity identity, AdvisoryDatabase database) {}

  /** Tells files apart that had the same name at different times. */
  private record Identity(@Nullable Object key, long size, FileTime modified) {}

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
    Optional<Identity> identity = identity();
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    Opened known = opened;
    if (known == null || !known.identity.equals(identity.get())) {
      known = reopen();
    }
    return Optional.ofNullable(known).map(Opened::database);
  }

  private synchronized @Nullable Opened reopen() throws UnusableDatabase {
    Optional<Identity> identity = identity();
    if (identity.isEmpty()) {
      return null;
    }
    Opened known = opened;
    if (known == null || !known.identity.equals(identity.get())) {
      known = new Opened(identity.get(), AdvisoryDatabase.open(file));
      opened = known;
    }
    return known;
  }

  private Optional<Identity> identity() throws UnusableDatabase {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Identity(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw UnusableDatabase.unreadable(file, e);
    }
  }
}

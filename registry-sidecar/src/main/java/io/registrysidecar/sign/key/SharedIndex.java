package io.registrysidecar.sign.key;

import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.FileStamp;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The index of a directory that other processes change as well: read again when its file is another
 * one. Whoever changes the index puts a new file in its place, so that is enough to look at.
 *
 * <p>The file is looked at before it is read: replaced in between, it is another one at the next
 * look. May be used by any number of threads.
 */
final class SharedIndex {

  private final Path directory;
  private volatile @Nullable Read last;

  SharedIndex(Path directory) {
    this.directory = directory;
  }

  /** What the index says now. */
  KeyIndex now() throws KeyFailure {
    Path path = directory.resolve(KeyIndex.FILE);
    FileStamp stamp;
    try {
      stamp = FileStamp.of(path);
    } catch (NoSuchFileException _) {
      return KeyIndex.read(directory);
    } catch (IOException e) {
      throw new KeyFailure("read " + path + ": " + FileProblem.reason(e) + ".", e);
    }
    Read known = last;
    if (known != null && known.stamp().equals(stamp)) {
      return known.index();
    }
    KeyIndex index = KeyIndex.read(directory);
    last = new Read(stamp, index);
    return index;
  }

  private record Read(FileStamp stamp, KeyIndex index) {}
}

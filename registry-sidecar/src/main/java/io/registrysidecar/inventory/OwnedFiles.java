package io.registrysidecar.inventory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The files that a package brought, and, where its database says so, what they hashed to when it
 * brought them. Like {@link PathSet} it answers whether it has a path but cannot list them: twelve
 * bytes for each, however long.
 */
public final class OwnedFiles {

  /** No files. */
  public static final OwnedFiles NONE = new OwnedFiles(null, new long[0], new int[0]);

  private final @Nullable FileHash hash;
  private final long[] paths;
  private final int[] heads;

  /**
   * Puts files together.
   *
   * @param hash the hash of the heads, or null when none is known
   * @param paths hashes of paths
   * @param heads for each path the first four bytes of its content's hash; empty without {@code
   *     hash}; zero where it is not known
   */
  OwnedFiles(@Nullable FileHash hash, long[] paths, int[] heads) {
    this.hash = hash;
    this.paths = paths;
    this.heads = heads;
  }

  /** By which hash content is known, or null when it is not. */
  @Nullable FileHash hash() {
    return hash;
  }

  /** How many there are. */
  int size() {
    return paths.length;
  }

  /** The hash of the path of one of them, as {@link PathSet} computes it. */
  long path(int index) {
    return paths[index];
  }

  /** The first four bytes of what its content hashed to, or zero when that is not known. */
  int head(int index) {
    return hash == null ? 0 : heads[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OwnedFiles files
        && hash == files.hash
        && Arrays.equals(paths, files.paths)
        && Arrays.equals(heads, files.heads);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(paths);
  }

  @Override
  public String toString() {
    return paths.length + " files";
  }

  /** Collects files. */
  public static final class Builder {
    private final @Nullable FileHash hash;
    private long[] paths = new long[16];
    private int[] heads;
    private int count;

    /**
     * Begins.
     *
     * @param hash by which the package's database knows content, or null
     */
    public Builder(@Nullable FileHash hash) {
      this.hash = hash;
      this.heads = new int[hash == null ? 0 : 16];
    }

    /** Adds the file at {@code path}, a slash before which does not matter. */
    public void add(String path) {
      add(path, 0);
    }

    /** Adds a file whose content hashed to {@code hex} when it was installed. */
    public void addHashed(String path, String hex) {
      add(path, FileHash.head(hex).orElse(0));
    }

    /** The same with the raw hash. */
    public void addHashed(String path, byte[] raw) {
      add(path, raw.length < Integer.BYTES ? 0 : FileHash.head(raw));
    }

    private void add(String path, int head) {
      if (count == paths.length) {
        paths = Arrays.copyOf(paths, count * 2);
        heads = Arrays.copyOf(heads, hash == null ? 0 : count * 2);
      }
      if (hash != null) {
        heads[count] = head;
      }
      paths[count++] = PathSet.hash(withoutRoot(path));
    }

    /** What was added. */
    public OwnedFiles build() {
      return count == 0
          ? NONE
          : new OwnedFiles(
              hash, Arrays.copyOf(paths, count), Arrays.copyOf(heads, hash == null ? 0 : count));
    }

    private static String withoutRoot(String path) {
      int start = path.startsWith("./") ? 1 : 0;
      while (start < path.length() && path.charAt(start) == '/') {
        start++;
      }
      return path.substring(start);
    }
  }
}

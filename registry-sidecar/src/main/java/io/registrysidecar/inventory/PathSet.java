package io.registrysidecar.inventory;

import java.util.Arrays;

/**
 * A set of paths that answers whether it has one, but cannot list them: eight bytes for each,
 * however long. It keeps a 64-bit hash of each path; that two of a million different paths have the
 * same is a chance of one in 30 million.
 */
final class PathSet {

  static final PathSet EMPTY = new PathSet(new long[0]);

  private final long[] hashes;

  /** Takes hashes in any order; sorts the array that it is given. */
  private PathSet(long[] hashes) {
    Arrays.sort(hashes);
    this.hashes = hashes;
  }

  /** The set whose {@link #hashes} were {@code hashes}. */
  static PathSet ofHashes(long[] hashes) {
    return new PathSet(hashes.clone());
  }

  boolean contains(String path) {
    return containsHash(hash(path));
  }

  boolean containsHash(long hash) {
    return Arrays.binarySearch(hashes, hash) >= 0;
  }

  /** Sorted. */
  long[] hashes() {
    return hashes.clone();
  }

  static long hash(String path) {
    long state = FIRST;
    for (int i = 0; i < path.length(); i++) {
      state = next(state, path.charAt(i));
    }
    return finish(state);
  }

  /** The state before the first character; with {@link #next} and {@link #finish} a path's hash. */
  static final long FIRST = 0xcbf29ce484222325L;

  /** FNV-1a over characters. */
  static long next(long state, char character) {
    return (state ^ character) * 0x100000001b3L;
  }

  /** Spreads the state over all bits, as the low bits of FNV-1a are weak. */
  static long finish(long state) {
    long hash = state;
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathSet set && Arrays.equals(hashes, set.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return hashes.length + " paths";
  }

  /** Collects paths. */
  static final class Builder {
    private long[] hashes = new long[64];
    private int count;

    void add(String path) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, count * 2);
      }
      hashes[count++] = hash(path);
    }

    /** Takes what was collected; nothing can be added afterwards. */
    PathSet build() {
      Arrays.sort(hashes, 0, count);
      int distinct = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || hashes[i] != hashes[i - 1]) {
          hashes[distinct++] = hashes[i];
        }
      }
      return distinct == 0 ? EMPTY : new PathSet(Arrays.copyOf(hashes, distinct));
    }
  }
}

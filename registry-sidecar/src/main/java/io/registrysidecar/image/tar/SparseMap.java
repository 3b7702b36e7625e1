package io.registrysidecar.image.tar;

import java.util.Arrays;

/**
 * Where the stored bytes of a sparse file belong.
 *
 * @param starts where each stored segment begins in the file, ascending
 * @param lengths how long each is
 * @param size the size of the file with its holes
 */
@SuppressWarnings("ArrayRecordComponent")
record SparseMap(long[] starts, long[] lengths, long size) {

  private static final int MOST_SEGMENTS = 1 << 20;

  /** Collects segments. */
  static final class Builder {
    private final TarHeader header;
    private long[] starts = new long[8];
    private long[] lengths = new long[8];
    private int count;

    Builder(TarHeader header) {
      this.header = header;
    }

    void add(long start, long length) throws CorruptTar {
      if (count == MOST_SEGMENTS) {
        throw header.corrupt("a sparse file has more than " + MOST_SEGMENTS + " segments");
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
        lengths = Arrays.copyOf(lengths, count * 2);
      }
      starts[count] = start;
      lengths[count++] = length;
    }

    /**
     * Checks that the segments are in order, within the file, and as long as what is stored.
     *
     * @param size the size of the file with its holes
     * @param stored how many bytes are stored
     */
    SparseMap build(long size, long stored) throws CorruptTar {
      long end = 0;
      long sum = 0;
      for (int i = 0; i < count; i++) {
        if (starts[i] < end || lengths[i] < 0 || lengths[i] > size - starts[i]) {
          throw header.corrupt("the segments of a sparse file overlap or exceed it");
        }
        end = starts[i] + lengths[i];
        sum += lengths[i];
      }
      if (sum != stored) {
        throw header.corrupt("a sparse file stores " + stored + " bytes but maps " + sum);
      }
      return new SparseMap(Arrays.copyOf(starts, count), Arrays.copyOf(lengths, count), size);
    }
  }
}

package io.registrysidecar.schema;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Gathers bytes in pieces, and puts them together once, at the end. An array that grows is copied
 * with each doubling; for a report of megabytes, that is several times the report.
 */
public final class GatheringOutput extends OutputStream {

  private static final int SMALLEST = 1 << 10;
  private static final int LARGEST = 64 << 10;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[SMALLEST];
  private int used;
  private int before;

  /** Without bytes. */
  public GatheringOutput() {
    // Nothing is there yet.
  }

  @Override
  public void write(int value) {
    if (used == last.length) {
      next();
    }
    last[used] = (byte) value;
    used++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int from = offset;
    int left = length;
    while (left > 0) {
      if (used == last.length) {
        next();
      }
      int count = Math.min(left, last.length - used);
      System.arraycopy(bytes, from, last, used, count);
      used += count;
      from += count;
      left -= count;
    }
  }

  /** How many bytes were written. */
  public int size() {
    return Math.addExact(before, used);
  }

  /** All that was written, in an array of its own. */
  public byte[] toByteArray() {
    byte[] all = new byte[size()];
    int at = 0;
    for (byte[] piece : full) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    System.arraycopy(last, 0, all, at, used);
    return all;
  }

  private void next() {
    full.add(last);
    before = Math.addExact(before, used);
    last = new byte[Math.min(LARGEST, 2 * last.length)];
    used = 0;
  }
}

package io.registrysidecar.inventory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream whose bytes are charged to a detector as they are read. Whether the time that reading
 * takes is charged, too, depends on whose work it is.
 */
final class MeteredStream extends FilterInputStream {

  private final DetectorBudget budget;
  private final boolean waits;

  private MeteredStream(InputStream in, DetectorBudget budget, boolean waits) {
    super(in);
    this.budget = budget;
    this.waits = waits;
  }

  /** Bytes that the layer gives. */
  static MeteredStream passing(InputStream in, DetectorBudget budget) {
    return new MeteredStream(in, budget, true);
  }

  /** Bytes that the detector makes of others. */
  static MeteredStream made(InputStream in, DetectorBudget budget) {
    return new MeteredStream(in, budget, false);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    budget.check();
    long start = budget.startWaiting();
    int count;
    try {
      count = in.read(target, offset, length);
    } finally {
      stopWaiting(start);
    }
    if (count > 0) {
      budget.spendBytes(count);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    budget.check();
    long start = budget.startWaiting();
    try {
      return in.skip(count);
    } finally {
      stopWaiting(start);
    }
  }

  /** A file that passes is not closed by who reads it: others may still want the rest. */
  @Override
  public void close() throws IOException {
    if (!waits) {
      super.close();
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void stopWaiting(long start) {
    if (waits) {
      budget.stopWaiting(start);
    }
  }
}

package io.registrysidecar.schema;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Takes bytes until the thread that writes them is interrupted. */
public final class InterruptibleOutput extends FilterOutputStream {

  /** Hands everything on to {@code out}. */
  public InterruptibleOutput(OutputStream out) {
    super(out);
  }

  /**
   * Hands a byte on.
   *
   * @throws InterruptedIOException if the thread was interrupted; it stays so
   */
  @Override
  public void write(int value) throws IOException {
    check();
    out.write(value);
  }

  /**
   * Hands bytes on.
   *
   * @throws InterruptedIOException if the thread was interrupted; it stays so
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    check();
    out.write(bytes, offset, length);
  }

  private static void check() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while a report was written");
    }
  }
}

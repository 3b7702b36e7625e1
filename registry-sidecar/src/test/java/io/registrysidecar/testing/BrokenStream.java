package io.registrysidecar.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A stream that fails. */
public final class BrokenStream extends InputStream {

  private final IOException failure;

  private BrokenStream(IOException failure) {
    this.failure = failure;
  }

  /** Gives {@code content}, then fails. */
  public static InputStream after(byte[] content, IOException failure) {
    return new SequenceInputStream(new ByteArrayInputStream(content), new BrokenStream(failure));
  }

  @Override
  public int read() throws IOException {
    throw failure;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    throw failure;
  }
}

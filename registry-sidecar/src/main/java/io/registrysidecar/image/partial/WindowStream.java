package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.Windows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The first bytes of a decompressed stream, exactly as many as promised. */
final class WindowStream extends InputStream {

  private final Windows windows;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long left;

  WindowStream(Windows windows, long length) {
    this.windows = windows;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    if (!window.hasRemaining()) {
      window = windows.next();
      if (!window.hasRemaining()) {
        throw new ContentsRefused("it unpacks to " + left + " bytes less than it should");
      }
    }
    int count = (int) Math.min(Math.min(length, left), window.remaining());
    window.get(target, offset, count);
    left -= count;
    return count;
  }
}

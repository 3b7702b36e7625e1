package io.registrysidecar.inventory.program;

import io.registrysidecar.image.FileLimitExceeded;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an error where there are more bytes than expected of honest content. */
final class BoundedStream extends FilterInputStream {

  private final long most;
  private long left;

  private BoundedStream(InputStream in, long most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  static InputStream of(InputStream in, long most) {
    return new BoundedStream(in, most);
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    spend(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    spend(count);
    return count;
  }

  private void spend(int count) throws FileLimitExceeded {
    left -= Math.max(count, 0);
    if (left < 0) {
      throw new FileLimitExceeded("what it holds unpacks to more than " + most + " bytes");
    }
  }
}

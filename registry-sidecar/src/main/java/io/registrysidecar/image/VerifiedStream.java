package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A stream that fails at its end unless it had the size and digest promised. */
final class VerifiedStream extends FilterInputStream {

  private final Descriptor promised;
  private final MessageDigest hash;
  private long count;
  private boolean verified;

  VerifiedStream(InputStream content, Descriptor promised) {
    super(content);
    this.promised = promised;
    this.hash = promised.digest().algorithm().newMessageDigest();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read > 0) {
      count += read;
      hash.update(target, offset, read);
      if (count > promised.size()) {
        throw new IOException("it has more than the " + promised.size() + " bytes promised");
      }
    } else if (read < 0) {
      verify();
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    return read(new byte[(int) Math.min(count, 8192)]);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void verify() throws IOException {
    if (verified) {
      return;
    }
    if (count < promised.size()) {
      throw new IOException("it has " + count + " bytes instead of " + promised.size());
    }
    Digest actual = Digest.of(promised.digest().algorithm(), hash.digest());
    if (!actual.equals(promised.digest())) {
      throw new IOException("its digest is " + actual + " instead of " + promised.digest());
    }
    verified = true;
  }
}

package io.registrysidecar.image.partial;

import io.registrysidecar.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** A stream whose digest is asked for when it was read. */
final class HashedStream extends FilterInputStream {

  private final Digest.Algorithm algorithm;
  private final MessageDigest hash;

  HashedStream(InputStream content, Digest.Algorithm algorithm) {
    super(content);
    this.algorithm = algorithm;
    this.hash = algorithm.newMessageDigest();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      hash.update(target, offset, count);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    return Math.max(0, read(new byte[(int) Math.min(count, 8192)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads what is left, and fails unless all of it had the digest {@code promised}. */
  void verify(Digest promised) throws IOException {
    transferTo(OutputStream.nullOutputStream());
    Digest actual = Digest.of(algorithm, hash.digest());
    if (!actual.equals(promised)) {
      throw new ContentsRefused(
          "its table of contents has the digest " + actual + " instead of " + promised);
    }
  }
}

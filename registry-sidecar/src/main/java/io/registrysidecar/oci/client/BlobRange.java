package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.http.Answer;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Some bytes from within a blob. They cannot be verified: the digest covers the whole. */
final class BlobRange extends FilterInputStream {

  private final Answer answer;
  private long left;

  private BlobRange(Answer answer, long length) {
    super(answer.stream());
    this.answer = answer;
    this.left = length;
  }

  /**
   * Opens them; empty when the answer is the whole blob, which is then not read.
   *
   * @throws RegistryException also if other bytes come than were asked for: a server may send more
   *     (RFC 9110 §15.3.7), but none is known that does, and passing over what a hostile one sends
   *     would cost the whole blob each time
   */
  static Optional<InputStream> open(
      Caller caller, Target target, Digest digest, long offset, long length)
      throws RegistryException {
    BlobGet get = new BlobGet(target, digest, offset, OptionalLong.of(offset + length - 1), null);
    return caller.repeat(() -> once(caller, get, length));
  }

  private static Optional<InputStream> once(Caller caller, BlobGet get, long length)
      throws RegistryException {
    Answer answer = caller.open(get);
    boolean kept = false;
    try {
      if (answer.status() != 206) {
        return Optional.empty();
      }
      OptionalLong start = ContentRange.start(answer.header("content-range"));
      if (start.isEmpty() || start.getAsLong() != get.from()) {
        throw new RegistryException(
            new RegistryFailure.Unsupported(get.action(), "another part came than was asked for"));
      }
      kept = true;
      return Optional.of(new BlobRange(answer, length));
    } finally {
      if (!kept) {
        answer.close();
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int count = super.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the blob ended " + left + " bytes before the range did");
    }
    left -= count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public void close() {
    answer.close();
  }
}

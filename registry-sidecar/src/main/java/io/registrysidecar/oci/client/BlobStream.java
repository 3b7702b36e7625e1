package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A blob as it arrives, verified.
 *
 * <p>The hash covers exactly the bytes that were handed out. When a download breaks, it goes on
 * behind the last byte handed out, on a new connection asked for from the registry (addresses it
 * redirects to expire). The last byte is handed out only when size and digest are right. For one
 * reader at a time.
 */
final class BlobStream extends InputStream {

  private static final Logger log = LoggerFactory.getLogger(BlobStream.class);

  private static final int RESUMES = 3;
  private static final long BYTES_PER_FURTHER_RESUME = 64L << 20;

  private final Caller caller;
  private final Target target;
  private final Descriptor blob;
  private final MessageDigest hash;

  private @Nullable BlobPart part;
  private @Nullable String etag;
  private long position;
  private int resumed;
  private boolean verified;
  private boolean closed;
  private @Nullable RegistryException failure;

  private BlobStream(Caller caller, Target target, Descriptor blob) {
    this.caller = caller;
    this.target = target;
    this.blob = blob;
    this.hash = blob.digest().algorithm().newMessageDigest();
  }

  /** Starts a download, so that a missing blob or a refusal is known at once. */
  static BlobStream open(Caller caller, Target target, Descriptor blob) throws RegistryException {
    BlobStream stream = new BlobStream(caller, target, blob);
    stream.current();
    return stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (closed) {
      throw new IOException("the stream is closed");
    }
    try {
      return length == 0 ? 0 : readVerified(into, offset, length);
    } catch (RegistryException e) {
      failure = e;
      release();
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What has arrived and can be read without waiting. */
  @Override
  public int available() throws IOException {
    BlobPart open = part;
    return closed || open == null ? 0 : open.bytes().available();
  }

  @Override
  public void close() {
    closed = true;
    release();
  }

  private int readVerified(byte[] into, int offset, int length) throws RegistryException {
    if (failure != null) {
      throw failure;
    }
    if (position == blob.size()) {
      verify();
      return -1;
    }
    int wanted = (int) Math.min(length, blob.size() - position);
    int count = readOrResume(into, offset, wanted);
    hash.update(into, offset, count);
    position += count;
    if (position == blob.size()) {
      verify();
    }
    return count;
  }

  private int readOrResume(byte[] into, int offset, int length) throws RegistryException {
    while (true) {
      try {
        int count = current().bytes().read(into, offset, length);
        if (count >= 0) {
          return count;
        }
        throw new EOFException("it ended after " + position + " of " + blob.size() + " bytes");
      } catch (InterruptedIOException e) {
        throw new RegistryException(new RegistryFailure.Cancelled(action()), e);
      } catch (IOException e) {
        release();
        resume(e);
      }
    }
  }

  private BlobPart current() throws RegistryException {
    BlobPart open = part;
    if (open == null) {
      open = BlobPart.open(caller, new BlobPart.Wanted(target, blob, position, etag));
      etag = open.etag().orElse(null);
      part = open;
    }
    return open;
  }

  private void resume(IOException cause) throws RegistryException {
    String why = Printable.of(String.valueOf(cause.getMessage()));
    if (resumed >= RESUMES + position / BYTES_PER_FURTHER_RESUME) {
      throw new RegistryException(
          cause instanceof EOFException
              ? new RegistryFailure.NotWhatWasPromised(action(), blob.digest(), "less: " + why)
              : new RegistryFailure.Unreachable(action(), "the download broke repeatedly: " + why),
          cause);
    }
    resumed++;
    log.atInfo()
        .addKeyValue("blob", blob.digest())
        .addKeyValue("repository", target)
        .addKeyValue("position", position)
        .addKeyValue("cause", why)
        .log("download resumed");
  }

  private void verify() throws RegistryException {
    if (verified) {
      return;
    }
    Digest actual = Digest.of(blob.digest().algorithm(), hash.digest());
    if (!actual.equals(blob.digest())) {
      throw new RegistryException(
          new RegistryFailure.NotWhatWasPromised(action(), blob.digest(), actual.toString()));
    }
    if (hasMore()) {
      throw new RegistryException(
          new RegistryFailure.NotWhatWasPromised(
              action(), blob.digest(), "more than " + blob.size() + " bytes"));
    }
    verified = true;
    release();
  }

  private boolean hasMore() {
    try {
      return part != null && part.bytes().read() >= 0;
    } catch (IOException _) {
      // The blob is complete and verified; that the connection broke behind it changes nothing.
      return false;
    }
  }

  private void release() {
    if (part != null) {
      part.close();
      part = null;
    }
  }

  private String action() {
    return BlobGet.whole(target, blob.digest()).action();
  }
}

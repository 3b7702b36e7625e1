package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.CorruptStream;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of one file, chunk by chunk.
 *
 * <p>It is handed out before its digest is known, so that a chunk of any size costs no memory. A
 * reader must call {@link #finish} before it believes anything: it verifies the chunk that was read
 * last, to its end, and fails again if any chunk before was wrong, whoever caught that.
 */
public final class VerifiedContent extends InputStream {

  private final Iterator<Chunk> chunks;
  private final ChunkFetcher fetcher;
  private final Decompressor decompressor;
  private final FetchedFiles files;
  private final boolean unforeseen;
  private @Nullable Reading reading;
  private @Nullable IOException failure;

  /**
   * @param unforeseen whether there is content that was not planned to be fetched
   * @param files told how long bytes were waited for
   */
  VerifiedContent(
      List<Chunk> chunks,
      boolean unforeseen,
      ChunkFetcher fetcher,
      Decompressor decompressor,
      FetchedFiles files) {
    this.chunks = chunks.iterator();
    this.unforeseen = unforeseen;
    this.fetcher = fetcher;
    this.decompressor = decompressor;
    this.files = files;
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
    if (failure != null) {
      throw failure;
    }
    try {
      return readVerified(target, offset, length);
    } catch (CorruptStream e) {
      failure = new ContentsRefused("a chunk of it is corrupt: " + e.getMessage(), e);
      throw failure;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Verifies what was read.
   *
   * @throws ContentsRefused if a chunk is not what its digest promises
   */
  public void finish() throws IOException {
    byte[] rest = new byte[8192];
    while (failure == null && reading != null && reading.left > 0) {
      read(rest, 0, rest.length);
    }
    if (reading != null) {
      reading.close();
    }
    if (failure != null) {
      throw failure;
    }
  }

  private int readVerified(byte[] target, int offset, int length) throws IOException {
    Reading current = reading;
    if (current == null || current.left == 0) {
      if (current != null) {
        current.close();
      }
      if (unforeseen) {
        throw new ContentsRefused("a file is wanted of which this was not foreseen");
      }
      if (!chunks.hasNext()) {
        return -1;
      }
      current = new Reading(chunks.next());
      reading = current;
    }
    return current.read(target, offset, length);
  }

  /** One chunk. */
  private final class Reading {
    private final Chunk chunk;
    private final MessageDigest hash;
    private final CompressedInput input;
    private final Windows windows;
    private final WindowStream plain;
    private long left;
    private boolean closed;

    Reading(Chunk chunk) throws IOException {
      this.chunk = chunk;
      this.hash = chunk.digest().algorithm().newMessageDigest();
      this.input = new CompressedInput(fetcher.open(chunk), _ -> {}, files.nanoTime);
      this.windows = decompressor.open(input, _ -> {});
      this.plain = new WindowStream(windows, chunk.size());
      this.left = chunk.size();
    }

    int read(byte[] target, int offset, int length) throws IOException {
      int count = plain.read(target, offset, length);
      hash.update(target, offset, count);
      left -= count;
      if (left == 0) {
        verify();
      }
      return count;
    }

    void close() {
      if (!closed) {
        closed = true;
        files.waited(input.waited());
        windows.close();
      }
    }

    private void verify() throws ContentsRefused {
      Digest actual = Digest.of(chunk.digest().algorithm(), hash.digest());
      if (!actual.equals(chunk.digest())) {
        throw new ContentsRefused(
            "a chunk at byte "
                + chunk.offset()
                + " has the digest "
                + actual
                + " instead of "
                + chunk.digest());
      }
    }
  }
}

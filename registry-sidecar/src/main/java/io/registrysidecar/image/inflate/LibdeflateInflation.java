package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * By libdeflate, which can only inflate whole streams in one go: small gzip members and small
 * layers. A stream that does not fit, or is wrong, is inflated by another from its beginning, and
 * so are all that follow it: what is wrong is judged by one, and large members do not come alone.
 */
final class LibdeflateInflation implements Inflation {

  private static final int FIRST_TRY = 64 << 10;

  private final Libdeflate library;
  private final Inflation streaming;
  private @Nullable LibdeflateBuffers buffers;
  private boolean given;
  private boolean fits;

  /** Leaves to {@code streaming} what cannot be done in one go, and closes it. */
  LibdeflateInflation(Libdeflate library, Inflation streaming) {
    this.library = library;
    this.streaming = streaming;
    this.fits = library.takeShare();
    this.buffers = fits ? new LibdeflateBuffers(library) : null;
  }

  @Override
  public void begin() {
    given = false;
    if (!fits) {
      streaming.begin();
    }
  }

  @Override
  public ByteBuffer inflate(CompressedInput input) throws IOException, DataFormatException {
    if (given) {
      return ByteBuffer.allocate(0);
    }
    if (buffers != null) {
      if (inflateAtOnce(input, buffers)) {
        given = true;
        input.consume(buffers.consumed());
        return buffers.made();
      }
      freeBuffers();
      fits = false;
      streaming.begin();
    }
    return streaming.inflate(input);
  }

  @Override
  public void close() {
    freeBuffers();
    streaming.close();
  }

  /** Tries with a little, then with more. */
  private static boolean inflateAtOnce(CompressedInput input, LibdeflateBuffers buffers)
      throws IOException {
    int tried = 0;
    int length = input.gather(FIRST_TRY);
    while (length > tried && !buffers.inflate(input, length)) {
      tried = length;
      length = input.gather(Math.min(tried * 4, LibdeflateBuffers.LONGEST_INPUT));
    }
    return length > tried;
  }

  private void freeBuffers() {
    if (buffers != null) {
      buffers.close();
      buffers = null;
      library.giveBack();
    }
  }
}

package io.registrysidecar.image;

import io.registrysidecar.image.partial.ChunkedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Content from its beginning; what is skipped is not fetched. */
final class ChunkedStream extends InputStream {

  private final ChunkedContent content;
  private long position;

  ChunkedStream(ChunkedContent content) {
    this.content = content;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = content.read(position, ByteBuffer.wrap(target, offset, length));
    position += Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, content.size() - position);
    position += skipped;
    return skipped;
  }
}

package io.registrysidecar.image;

import io.registrysidecar.image.partial.ChunkedContent;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Random access to content; what is not read is not fetched. */
final class ChunkedChannel extends ReadOnlyChannel {

  private final ChunkedContent content;

  ChunkedChannel(ChunkedContent content) {
    this.content = content;
  }

  /** Fills {@code target} as far as there is content, as a channel of a file does. */
  @Override
  public int read(ByteBuffer target) throws IOException {
    int total = 0;
    int count = content.read(position(), target);
    while (count > 0) {
      total += count;
      position(position() + count);
      count = content.read(position(), target);
    }
    return total == 0 ? count : total;
  }

  @Override
  public long size() {
    return content.size();
  }
}

package io.registrysidecar.image;

import io.registrysidecar.image.partial.ChunkedContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Random access to content; what is not read is not fetched. */
final class ChunkedChannel implements SeekableByteChannel {

  private final ChunkedContent content;
  private long position;
  private boolean open = true;

  ChunkedChannel(ChunkedContent content) {
    this.content = content;
  }

  /** Fills {@code target} as far as there is content, as a channel of a file does. */
  @Override
  public int read(ByteBuffer target) throws IOException {
    int total = 0;
    int count = content.read(position, target);
    while (count > 0) {
      total += count;
      position += count;
      count = content.read(position, target);
    }
    return total == 0 ? count : total;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    if (newPosition < 0) {
      throw new IllegalArgumentException("negative position: " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}

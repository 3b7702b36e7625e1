package io.registrysidecar.image;

import io.registrysidecar.image.partial.ChunkedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * A file of which is fetched what is read of it. What its size allows is the same as where the
 * layer streams by: the result must not depend on the way of reading.
 */
final class FetchedFile implements OpenFile {

  private final LayerEntry entry;
  private final ChunkedContent content;
  private final LayerContext context;

  FetchedFile(LayerEntry entry, ChunkedContent content, LayerContext context) {
    this.entry = entry;
    this.content = content;
    this.context = context;
  }

  @Override
  public TarPath path() {
    return entry.path();
  }

  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public int mode() {
    return entry.mode();
  }

  @Override
  public byte[] peek(int count) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(size(), Math.min(count, PEEK)));
    while (head.hasRemaining() && content.read(head.position(), head) > 0) {
      // A read may give less than there is.
    }
    return Arrays.copyOf(head.array(), head.position());
  }

  @Override
  public InputStream stream() throws IOException {
    context.limits().checkFile(size());
    return new ChunkedStream(content);
  }

  @Override
  public byte[] bytes(int limit) throws IOException {
    if (size() > limit) {
      throw new FileLimitExceeded(
          "it has " + size() + " bytes, and no file of its kind is read beyond " + limit);
    }
    return stream().readAllBytes();
  }

  @Override
  public SeekableByteChannel channel() throws IOException {
    context.limits().checkFile(size());
    if (size() > Spool.SMALL) {
      context.limits().checkRandomAccess(size());
    }
    return new ChunkedChannel(content);
  }

  @Override
  public SeekableByteChannel unpacked(InputStream unpacked, long size) throws IOException {
    return new Spool(context).put(unpacked, size);
  }

  @Override
  public void close() {
    // Nothing is held for it.
  }
}

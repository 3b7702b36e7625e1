package io.registrysidecar.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file whose content comes from a stream that others own. */
final class PassingFile implements OpenFile {

  private final LayerEntry entry;
  private final InputStream content;
  private final LayerLimits limits;
  private final Spool spool;
  private byte[] head = new byte[0];
  private boolean taken;
  private @Nullable SeekableByteChannel scratch;

  PassingFile(LayerEntry entry, InputStream content, LayerContext context) {
    this.entry = entry;
    this.content = content;
    this.limits = context.limits();
    this.spool = new Spool(context);
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
    checkNotTaken();
    int wanted = (int) Math.min(size(), Math.min(count, PEEK));
    if (head.length < wanted) {
      int known = head.length;
      byte[] more = content.readNBytes(wanted - known);
      head = Arrays.copyOf(head, known + more.length);
      System.arraycopy(more, 0, head, known, more.length);
    }
    return Arrays.copyOf(head, Math.min(wanted, head.length));
  }

  @Override
  public InputStream stream() throws IOException {
    limits.checkFile(size());
    checkNotTaken();
    taken = true;
    return head.length == 0
        ? content
        : new SequenceInputStream(new ByteArrayInputStream(head), content);
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
    scratch = spool.put(stream(), size());
    return scratch;
  }

  @Override
  public SeekableByteChannel unpacked(InputStream unpacked, long size) throws IOException {
    return spool.put(unpacked, size);
  }

  @Override
  public void close() throws IOException {
    if (scratch != null) {
      scratch.close();
    }
  }

  private void checkNotTaken() {
    if (taken) {
      throw new IllegalStateException("the content of " + path() + " has passed already");
    }
  }
}

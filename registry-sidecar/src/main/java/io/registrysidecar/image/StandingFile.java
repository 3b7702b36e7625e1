package io.registrysidecar.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file that stays where it is; opened when its content is asked for. */
final class StandingFile implements LayerFile, AutoCloseable {

  private final LayerEntry entry;
  private final Path file;
  private final LayerContext context;
  private @Nullable FileChannel channel;

  StandingFile(LayerEntry entry, Path file, LayerContext context) {
    this.entry = entry;
    this.file = file;
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
    ByteBuffer head = ByteBuffer.allocate(Math.min(count, PEEK));
    FileChannel open = open();
    while (head.hasRemaining() && open.read(head, head.position()) > 0) {
      // A read may give less than there is.
    }
    return Arrays.copyOf(head.array(), head.position());
  }

  @Override
  public InputStream stream() throws IOException {
    context.limits().checkFile(size());
    return Channels.newInputStream(open().position(0));
  }

  @Override
  public byte[] bytes(int limit) throws IOException {
    if (size() > limit) {
      throw new FileLimitExceeded(
          "it has " + size() + " bytes, and no file of its kind is read beyond " + limit);
    }
    byte[] bytes = stream().readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new FileLimitExceeded("it grew beyond " + limit + " bytes while it was read");
    }
    return bytes;
  }

  @Override
  public SeekableByteChannel channel() throws IOException {
    return open().position(0);
  }

  @Override
  public SeekableByteChannel unpacked(InputStream unpacked, long size) throws IOException {
    return new Spool(context).put(unpacked, size);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private FileChannel open() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    if (channel == null) {
      channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
    return channel;
  }
}

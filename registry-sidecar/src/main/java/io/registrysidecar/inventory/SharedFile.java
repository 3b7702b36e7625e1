package io.registrysidecar.inventory;

import io.registrysidecar.image.FileLimitExceeded;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file whose content passes once but is wanted by several readers, one after the other. It is
 * kept for random access when somebody reads it who is not the last; a look at its head costs
 * nothing.
 */
final class SharedFile {

  private final LayerFile file;
  private byte @Nullable [] head;
  private @Nullable SeekableByteChannel kept;

  SharedFile(LayerFile file) {
    this.file = file;
  }

  /**
   * The file, for the next reader.
   *
   * @param path under which it is shown, which is another than its own for a hard link
   * @param last whether nobody reads it afterwards
   */
  LayerFile turn(TarPath path, boolean last) {
    return new Turn(path, last);
  }

  private byte[] head() throws IOException {
    if (head == null) {
      head = file.peek(LayerFile.PEEK);
    }
    return head;
  }

  private SeekableByteChannel keep() throws IOException {
    if (kept == null) {
      head();
      kept = file.channel();
    }
    return kept.position(0);
  }

  private final class Turn implements LayerFile {
    private final TarPath path;
    private final boolean last;

    Turn(TarPath path, boolean last) {
      this.path = path;
      this.last = last;
    }

    @Override
    public TarPath path() {
      return path;
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public int mode() {
      return file.mode();
    }

    @Override
    public byte[] peek(int count) throws IOException {
      return Arrays.copyOf(head(), Math.min(count, head().length));
    }

    @Override
    public InputStream stream() throws IOException {
      return passes() ? file.stream() : Channels.newInputStream(keep());
    }

    @Override
    public byte[] bytes(int limit) throws IOException {
      if (passes()) {
        return file.bytes(limit);
      }
      if (size() > limit) {
        throw new FileLimitExceeded(
            "it has " + size() + " bytes, and no file of its kind is read beyond " + limit);
      }
      return Channels.newInputStream(keep()).readAllBytes();
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
      return passes() ? file.channel() : keep();
    }

    @Override
    public SeekableByteChannel unpacked(InputStream content, long size) throws IOException {
      return file.unpacked(content, size);
    }

    private boolean passes() {
      return last && kept == null;
    }
  }
}

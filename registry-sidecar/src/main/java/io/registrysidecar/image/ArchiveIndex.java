package io.registrysidecar.image;

import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.image.tar.TarEntry;
import io.registrysidecar.image.tar.TarReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/** Where the members of a tar file lie, so that each can be read without those before it. */
final class ArchiveIndex {

  private static final int MOST_MEMBERS = 100_000;
  private static final int DEEPEST_LINK = 8;

  private final FileChannel file;
  private final Map<String, Member> members;

  private ArchiveIndex(FileChannel file, Map<String, Member> members) {
    this.file = file;
    this.members = members;
  }

  /** Reads the headers of the archive; content is passed over without being read. */
  static ArchiveIndex read(FileChannel file) throws IOException {
    Map<String, Member> members = new HashMap<>();
    try (Windows windows = new FileWindows(file)) {
      TarReader tar = new TarReader(windows);
      for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
        if (members.size() == MOST_MEMBERS) {
          throw new IOException("it has more than " + MOST_MEMBERS + " members");
        }
        TarPath path = TarPath.of(NameDecoder.decode(entry.name()));
        switch (entry.type()) {
          case FILE -> members.put(path.value(), new Content(tar.offset(), entry.size()));
          case HARD_LINK -> members.put(path.value(), new Link(target(entry, TarPath.ROOT)));
          case SYMBOLIC_LINK -> members.put(path.value(), new Link(target(entry, path.parent())));
          case DIRECTORY, OTHER -> {
            // Neither holds a part of an image.
          }
        }
      }
    }
    return new ArchiveIndex(file, Map.copyOf(members));
  }

  boolean has(String path) {
    return members.containsKey(path);
  }

  /** How many bytes the member has. */
  long size(String path) throws IOException {
    return content(path).size();
  }

  /** The bytes of the member. May be called by several threads at once. */
  InputStream open(String path) throws IOException {
    Content content = content(path);
    return new RangeInputStream(file, content.offset(), content.size());
  }

  private Content content(String path) throws IOException {
    String at = path;
    for (int i = 0; i < DEEPEST_LINK; i++) {
      switch (members.get(at)) {
        case Content content -> {
          return content;
        }
        case Link link -> at = link.target();
        case null -> throw new FileNotFoundException("the archive has no member " + at);
      }
    }
    throw new IOException("the links of member " + path + " do not end");
  }

  private static String target(TarEntry entry, TarPath directory) {
    return TarPath.of(directory.value() + "/" + NameDecoder.decode(entry.link())).value();
  }

  private sealed interface Member {}

  private record Content(long offset, long size) implements Member {}

  private record Link(String target) implements Member {}

  /** A file as windows; what is passed over is not read. */
  private static final class FileWindows implements Windows {
    private final FileChannel file;
    private final ByteBuffer window = ByteBuffer.allocate(16 << 10);
    private long position;

    FileWindows(FileChannel file) {
      this.file = file;
    }

    @Override
    public ByteBuffer next() throws IOException {
      window.clear();
      int count = file.read(window, position);
      position += Math.max(count, 0);
      return window.flip();
    }

    @Override
    public long skip(long count) throws IOException {
      long step = Math.min(count, Math.max(0, file.size() - position));
      position += step;
      return step;
    }

    @Override
    public void close() {
      // The file belongs to whoever opened it.
    }
  }

  /** A part of a file. */
  private static final class RangeInputStream extends InputStream {
    private final FileChannel file;
    private long position;
    private final long end;

    RangeInputStream(FileChannel file, long offset, long size) {
      this.file = file;
      this.position = offset;
      this.end = offset + size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
      if (position == end) {
        return -1;
      }
      int wanted = (int) Math.min(length, end - position);
      int count = file.read(ByteBuffer.wrap(target, start, wanted), position);
      position += Math.max(count, 0);
      return count;
    }

    @Override
    public long skip(long count) {
      long step = Math.min(Math.max(count, 0), end - position);
      position += step;
      return step;
    }
  }
}

package io.registrysidecar.image.tar;

import io.registrysidecar.image.inflate.Windows;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tar stream, one after the other. Content that is not read is passed over where
 * it lies. Global extended headers are ignored, as container runtimes do.
 */
public final class TarReader {

  /** The most bytes of an extended header or long name. */
  private static final int LONGEST_HEADER = 1 << 20;

  private static final byte[] NOTHING = new byte[0];

  private final TarInput input;
  private final byte[] block = new byte[TarInput.BLOCK];
  private long padding;
  private @Nullable Stored stored;
  private InputStream content = InputStream.nullInputStream();

  /** Reads the plain bytes of a tar stream; closing them is the caller's task. */
  public TarReader(Windows windows) {
    this.input = new TarInput(windows);
  }

  /**
   * Goes to the next entry, whatever of the last one's content was read; null at the end.
   *
   * @throws CorruptTar if the stream is not tar, or ends before its time
   * @throws IOException as the windows throw it
   */
  public @Nullable TarEntry next() throws IOException {
    Extended extended = new Extended();
    while (true) {
      finishEntry();
      TarHeader header = nextHeader();
      if (header == null) {
        return null;
      }
      switch (header.type()) {
        case 'x' -> extended.pax = PaxRecords.parse(special(header), header);
        case 'g' -> begin(header.size());
        case 'L' -> extended.name = untilNul(special(header));
        case 'K' -> extended.link = untilNul(special(header));
        default -> {
          return entry(header, extended);
        }
      }
    }
  }

  /** The content of the entry that {@link #next} gave last, from where it was left. */
  public InputStream content() {
    return content;
  }

  /**
   * Where the stored bytes of the current entry begin, in bytes from the beginning of the stream.
   */
  public long offset() {
    return input.offset();
  }

  private TarEntry entry(TarHeader header, Extended extended) throws IOException {
    PaxRecords pax = extended.pax;
    byte[] name = pax.bytes("GNU.sparse.name");
    if (name == null) {
      name = firstOf(pax.bytes("path"), extended.name, header.name());
    }
    TarEntry.Type type = type(header.type(), name);
    Long paxSize = pax.number("size", header);
    long size = paxSize == null ? header.size() : paxSize;
    return switch (type) {
      case FILE -> file(header, pax, name, size);
      case HARD_LINK, SYMBOLIC_LINK -> {
        begin(0);
        byte[] link = firstOf(pax.bytes("linkpath"), extended.link, header.link());
        yield new TarEntry(name, type, 0, header.mode(), link);
      }
      case DIRECTORY, OTHER -> {
        begin(hasContent(header.type()) ? size : 0);
        yield new TarEntry(name, type, 0, header.mode(), NOTHING);
      }
    };
  }

  private TarEntry file(TarHeader header, PaxRecords pax, byte[] name, long size)
      throws IOException {
    SparseMap map = header.type() == 'S' ? oldGnuSparseMap(header, size) : null;
    Stored content = begin(size);
    if (map == null) {
      map = paxSparseMap(header, pax, content);
    }
    this.content = map == null ? content : new SparseInputStream(content, map);
    long fullSize = map == null ? size : map.size();
    return new TarEntry(name, TarEntry.Type.FILE, fullSize, header.mode(), NOTHING);
  }

  private SparseMap oldGnuSparseMap(TarHeader header, long size) throws IOException {
    SparseMap.Builder map = new SparseMap.Builder(header);
    header.addSparse(map);
    boolean more = header.isSparseMapExtended();
    while (more) {
      if (input.readFully(block, TarInput.BLOCK) < TarInput.BLOCK) {
        throw truncated("the map of a sparse file");
      }
      more = header.addSparse(block, map);
    }
    return map.build(header.realSize(), size);
  }

  private static @Nullable SparseMap paxSparseMap(TarHeader header, PaxRecords pax, Stored content)
      throws IOException {
    SparseMap.Builder map = new SparseMap.Builder(header);
    Long realSize = pax.number("GNU.sparse.realsize", header);
    if (realSize != null && pax.number("GNU.sparse.major", header) != null) {
      return new SparseMapReader(header).read(content, map, realSize);
    }
    realSize = pax.number("GNU.sparse.size", header);
    if (realSize == null) {
      return null;
    }
    List<Long> numbers = pax.sparseMap(header);
    if (numbers.size() % 2 != 0) {
      throw header.corrupt("the map of a sparse file has an odd number of numbers");
    }
    for (int i = 0; i < numbers.size(); i += 2) {
      map.add(numbers.get(i), numbers.get(i + 1));
    }
    return map.build(realSize, content.left());
  }

  private Stored begin(long size) {
    padding = -size & (TarInput.BLOCK - 1);
    stored = new Stored(input, size);
    content = stored;
    return stored;
  }

  private void finishEntry() throws IOException {
    if (stored != null) {
      if (input.skip(stored.left() + padding) < stored.left()) {
        throw truncated("the content of an entry");
      }
      stored = null;
      content = InputStream.nullInputStream();
    }
  }

  /** The next header; null at the end: two blocks of zeros, or nothing more. */
  private @Nullable TarHeader nextHeader() throws IOException {
    long offset = input.offset();
    int count = input.readFully(block, TarInput.BLOCK);
    if (count == 0) {
      return null;
    }
    if (count < TarInput.BLOCK) {
      throw truncated("a header");
    }
    if (!isZero()) {
      return new TarHeader(block.clone(), offset);
    }
    if (input.readFully(block, TarInput.BLOCK) == TarInput.BLOCK && !isZero()) {
      throw new CorruptTar("a block of zeros stands between entries", offset);
    }
    return null;
  }

  private byte[] special(TarHeader header) throws IOException {
    long size = header.size();
    if (size > LONGEST_HEADER) {
      throw header.corrupt("an extended header has more than " + LONGEST_HEADER + " bytes");
    }
    return begin(size).readNBytes((int) size);
  }

  private CorruptTar truncated(String what) {
    return new CorruptTar("it ends within " + what, input.offset());
  }

  private boolean isZero() {
    for (byte octet : block) {
      if (octet != 0) {
        return false;
      }
    }
    return true;
  }

  private static TarEntry.Type type(char flag, byte[] name) {
    return switch (flag) {
      case '0', 0, '7', 'S' ->
          flag != 'S' && name.length > 0 && name[name.length - 1] == '/'
              ? TarEntry.Type.DIRECTORY
              : TarEntry.Type.FILE;
      case '1' -> TarEntry.Type.HARD_LINK;
      case '2' -> TarEntry.Type.SYMBOLIC_LINK;
      case '5', 'D' -> TarEntry.Type.DIRECTORY;
      default -> TarEntry.Type.OTHER;
    };
  }

  /** Whether content follows an entry that is not a file; link, device and directory have none. */
  private static boolean hasContent(char flag) {
    return flag < '1' || flag > '6';
  }

  private static byte[] firstOf(byte @Nullable [] pax, byte @Nullable [] gnu, byte[] header) {
    if (pax != null) {
      return pax;
    }
    return gnu != null ? gnu : header;
  }

  private static byte[] untilNul(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return Arrays.copyOf(text, end);
  }

  /** What extended headers say about the entry that follows them. */
  private static final class Extended {
    private PaxRecords pax = PaxRecords.NONE;
    private byte @Nullable [] name;
    private byte @Nullable [] link;
  }
}

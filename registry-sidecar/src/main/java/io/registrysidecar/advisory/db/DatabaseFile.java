package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.db.FileLayout.Section;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The file, mapped into memory and never read as a whole. The mapping lasts as long as anybody
 * holds it; a file that was replaced meanwhile stays readable until then.
 */
final class DatabaseFile {

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path path;
  private final Map<Section, MemorySegment> sections = new EnumMap<>(Section.class);

  private DatabaseFile(Path path) {
    this.path = path;
  }

  /** Maps the file, and verifies its header and every section that has a checksum of its own. */
  static DatabaseFile open(Path path) throws UnusableDatabase {
    MemorySegment all = map(path);
    checkHeader(path, all);
    DatabaseFile file = new DatabaseFile(path);
    for (Section section : FileLayout.SECTIONS) {
      file.sections.put(section, section(path, all, section));
    }
    return file;
  }

  private static MemorySegment map(Path path) throws UnusableDatabase {
    try (FileChannel channel = FileChannel.open(path)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    } catch (IOException e) {
      throw UnusableDatabase.unreadable(path, e);
    }
  }

  private static void checkHeader(Path path, MemorySegment all) throws UnusableDatabase {
    MemorySegment magic = MemorySegment.ofArray(FileLayout.MAGIC);
    if (all.byteSize() < FileLayout.MAGIC.length
        || all.asSlice(0, FileLayout.MAGIC.length).mismatch(magic) >= 0) {
      throw UnusableDatabase.notADatabase(path);
    }
    if (all.byteSize() < FileLayout.HEADER) {
      throw UnusableDatabase.corrupt(path, "the file ends within its header");
    }
    int format = all.get(INT, 8);
    if (format != FileLayout.FORMAT) {
      throw UnusableDatabase.otherFormat(path, format, FileLayout.FORMAT);
    }
    if (all.get(INT, FileLayout.HEADER - 4L) != checksum(all.asSlice(0, FileLayout.HEADER - 4L))) {
      throw UnusableDatabase.corrupt(path, "the header does not match its checksum");
    }
    if (all.get(LONG, 16) != all.byteSize()) {
      throw UnusableDatabase.corrupt(
          path,
          "the file has %d octets instead of %d".formatted(all.byteSize(), all.get(LONG, 16)));
    }
  }

  private static MemorySegment section(Path path, MemorySegment all, Section section)
      throws UnusableDatabase {
    long entry =
        FileLayout.SECTION_TABLE
            + (long) FileLayout.SECTIONS.indexOf(section) * FileLayout.SECTION_ENTRY;
    long offset = all.get(LONG, entry);
    long length = all.get(LONG, entry + 8);
    if (offset < 0 || length < 0 || offset > all.byteSize() - length) {
      throw UnusableDatabase.corrupt(path, section + " lies outside the file");
    }
    MemorySegment segment = all.asSlice(offset, length);
    if (!section.inBlocks() && all.get(INT, entry + 16) != checksum(segment)) {
      throw UnusableDatabase.corrupt(path, section + " does not match its checksum");
    }
    return segment;
  }

  Path path() {
    return path;
  }

  MemorySegment section(Section section) {
    return sections.getOrDefault(section, MemorySegment.NULL);
  }

  /** All of a section, to be decoded at once. */
  ByteReader whole(Section section) {
    return new ByteReader(path, section(section).toArray(ValueLayout.JAVA_BYTE));
  }

  /** The block from {@code begin} up to {@code end}, verified. */
  ByteReader block(Section section, long begin, long end) throws UnusableDatabase {
    MemorySegment all = section(section);
    if (end - begin < 4 || end > all.byteSize() || end - begin > Integer.MAX_VALUE) {
      throw UnusableDatabase.corrupt(path, "a block of " + section + " lies outside of it");
    }
    byte[] content = all.asSlice(begin + 4, end - begin - 4).toArray(ValueLayout.JAVA_BYTE);
    if (all.get(INT, begin) != checksum(content)) {
      throw UnusableDatabase.corrupt(
          path, "the block at %d of %s does not match its checksum".formatted(begin, section));
    }
    return new ByteReader(path, content);
  }

  static int checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }

  private static int checksum(MemorySegment segment) {
    CRC32C crc = new CRC32C();
    crc.update(segment.asByteBuffer());
    return (int) crc.getValue();
  }
}

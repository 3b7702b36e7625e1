package io.registrysidecar.inventory.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The image of modules that a Java runtime starts from (jimage, version 1.0): a header of seven
 * words, a table that resolves collisions, one that finds each resource's attributes, the
 * attributes, the texts that they refer to, and the resources. All numbers are in the order of the
 * machine. It is read from front to back, once, and no further than the last resource that is
 * wanted.
 */
final class ModuleImage {

  /** The bytes of the header. */
  static final int HEADER = 28;

  private static final int MAGIC = 0xcafedada;
  private static final int PACKED = 0xcafefafa;
  private static final int PACKED_HEADER = 29;
  private static final String ZIP = "zip";

  /** The platform's own index has five megabytes. */
  private static final int LARGEST_INDEX = 64 << 20;

  private static final int LARGEST = 256 << 10;
  private static final int LARGEST_OF_ALL = 64 << 20;
  private static final int LONGEST_TEXT = 1024;
  private static final int MOST = 20_000;

  /** A resource may be packed by several methods, one upon the other. */
  private static final int DEEPEST = 3;

  private static final int END = 0;
  private static final int MODULE = 1;
  private static final int PARENT = 2;
  private static final int BASE = 3;
  private static final int EXTENSION = 4;
  private static final int OFFSET = 5;
  private static final int PACKED_SIZE = 6;
  private static final int SIZE = 7;

  private final InputStream content;
  private final ByteBuffer attributes;
  private final ByteBuffer texts;
  private final int[] places;
  private final Map<Long, String> modules = new HashMap<>();
  private long position;
  private long kept;

  /**
   * A resource.
   *
   * @param module the module that it is of
   * @param path its path in the module
   * @param content what it has; nothing when it is packed by a method that is not read
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Resource(String module, String path, byte[] content) {}

  /** Where a wanted resource is, from the end of the index on. */
  private record Wanted(String module, String path, long offset, long packed, long size) {}

  private ModuleImage(InputStream content) throws IOException, MalformedEvidence {
    this.content = content;
    ByteBuffer header = ByteBuffer.wrap(bytes(HEADER));
    ByteOrder order = order(header);
    header.order(order);
    int table = header.getInt(16);
    int attributeBytes = header.getInt(20);
    int textBytes = header.getInt(24);
    long index = 8L * table + attributeBytes + textBytes;
    if (table < 0 || attributeBytes < 0 || textBytes < 0 || index > LARGEST_INDEX) {
      throw new MalformedEvidence("its index claims " + index + " bytes");
    }
    content.skipNBytes(4L * table);
    ByteBuffer offsets = ByteBuffer.wrap(bytes(4 * table)).order(order);
    places = new int[table];
    offsets.asIntBuffer().get(places);
    attributes = ByteBuffer.wrap(bytes(attributeBytes)).order(order);
    texts = ByteBuffer.wrap(bytes(textBytes)).order(order);
  }

  /** Whether a file that begins with {@code head} is such an image. */
  static boolean isOne(byte[] head) {
    if (head.length < HEADER) {
      return false;
    }
    int magic = ByteBuffer.wrap(head).getInt();
    return magic == MAGIC || magic == Integer.reverseBytes(MAGIC);
  }

  private static ByteOrder order(ByteBuffer header) throws MalformedEvidence {
    int magic = header.getInt(0);
    if (magic != MAGIC && magic != Integer.reverseBytes(MAGIC)) {
      throw new MalformedEvidence("it is no image of modules");
    }
    return magic == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /**
   * The resources whose module and path are wanted, in the order of the file.
   *
   * @throws MalformedEvidence if it is no such image, or is broken
   */
  static List<Resource> read(
      InputStream content, Predicate<String> wantedModule, Predicate<String> wantedPath)
      throws IOException, MalformedEvidence {
    ModuleImage image = new ModuleImage(content);
    List<Resource> resources = new ArrayList<>();
    for (Wanted each : image.wanted(wantedModule, wantedPath)) {
      resources.add(new Resource(each.module(), each.path(), image.content(each)));
    }
    return resources;
  }

  private List<Wanted> wanted(Predicate<String> wantedModule, Predicate<String> wantedPath)
      throws MalformedEvidence {
    List<Wanted> wanted = new ArrayList<>();
    for (int place : places) {
      long[] values = attributes(place);
      String module = module(values[MODULE]);
      if (!wantedModule.test(module)) {
        continue;
      }
      String path = path(values);
      if (wantedPath.test(path) && wanted.size() < MOST) {
        wanted.add(new Wanted(module, path, values[OFFSET], values[PACKED_SIZE], values[SIZE]));
      }
    }
    wanted.sort(Comparator.comparingLong(Wanted::offset));
    return wanted;
  }

  /** Each has its kind and its length in one byte, then its value. */
  private long[] attributes(int place) throws MalformedEvidence {
    long[] values = new long[SIZE + 1];
    int at = place;
    while (at >= 0 && at < attributes.limit()) {
      int head = attributes.get(at++) & 0xff;
      int kind = head >>> 3;
      int length = (head & 7) + 1;
      if (kind == END) {
        return values;
      }
      if (kind > SIZE || at > attributes.limit() - length) {
        break;
      }
      long value = 0;
      for (int i = 0; i < length; i++) {
        value = value << 8 | (attributes.get(at++) & 0xff);
      }
      values[kind] = value;
    }
    throw new MalformedEvidence("its index has attributes that do not end");
  }

  private String module(long place) throws MalformedEvidence {
    String known = modules.get(place);
    if (known == null) {
      known = text(place);
      modules.put(place, known);
    }
    return known;
  }

  private String path(long[] values) throws MalformedEvidence {
    String parent = text(values[PARENT]);
    String extension = text(values[EXTENSION]);
    return (parent.isEmpty() ? "" : parent + "/")
        + text(values[BASE])
        + (extension.isEmpty() ? "" : "." + extension);
  }

  private String text(long place) throws MalformedEvidence {
    if (place < 0 || place >= texts.limit()) {
      throw new MalformedEvidence("its index refers to a text that it does not have");
    }
    int start = (int) place;
    int end = start;
    int most = Math.min(texts.limit(), start + LONGEST_TEXT);
    while (end < most && texts.get(end) != 0) {
      end++;
    }
    return new String(texts.array(), start, end - start, UTF_8);
  }

  private byte[] content(Wanted wanted) throws IOException, MalformedEvidence {
    long length = wanted.packed() == 0 ? wanted.size() : wanted.packed();
    if (wanted.offset() < position || length < 0 || length > LARGEST) {
      throw new MalformedEvidence(
          "%s of %s has %d bytes at %d"
              .formatted(wanted.path(), wanted.module(), length, wanted.offset()));
    }
    content.skipNBytes(wanted.offset() - position);
    keep(length);
    byte[] bytes = bytes((int) length);
    position = wanted.offset() + length;
    for (int depth = 0; depth < DEEPEST && isPacked(bytes); depth++) {
      bytes = unpack(ByteBuffer.wrap(bytes).order(texts.order()));
    }
    return bytes;
  }

  private boolean isPacked(byte[] bytes) {
    return bytes.length > PACKED_HEADER
        && ByteBuffer.wrap(bytes).order(texts.order()).getInt(0) == PACKED;
  }

  private byte[] unpack(ByteBuffer packed) throws MalformedEvidence {
    long size = packed.getLong(12);
    String method = text(packed.getInt(20));
    if (!method.equals(ZIP)) {
      return new byte[0];
    }
    if (size < 0 || size > LARGEST) {
      throw new MalformedEvidence("a resource claims to unpack to " + size + " bytes");
    }
    keep(size);
    byte[] plain = new byte[(int) size];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed.slice(PACKED_HEADER, packed.limit() - PACKED_HEADER));
      int done = 0;
      int count = 1;
      while (count > 0 && done < plain.length) {
        count = inflater.inflate(plain, done, plain.length - done);
        done += count;
      }
      if (done < plain.length) {
        throw new MalformedEvidence("a resource unpacks to less than it claims");
      }
      return plain;
    } catch (DataFormatException e) {
      throw new MalformedEvidence("a resource cannot be unpacked", e);
    } finally {
      inflater.end();
    }
  }

  private void keep(long bytes) throws MalformedEvidence {
    kept += bytes;
    if (kept > LARGEST_OF_ALL) {
      throw new MalformedEvidence(
          "what is wanted of it has more than " + LARGEST_OF_ALL + " bytes");
    }
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = content.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("it ends within its index or a resource");
    }
    return bytes;
  }
}

package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.MalformedEvidence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package's header: an index of tags, each with its type, place and count, then the data that
 * they are in (rpm file format, "Header Structure", without the eight bytes of magic that only
 * files have). Of a tag with several values the first counts.
 */
final class PackageHeader {

  static final int NAME = 1000;
  static final int VERSION = 1001;
  static final int RELEASE = 1002;
  static final int EPOCH = 1003;
  static final int VENDOR = 1011;
  static final int LICENSE = 1014;
  static final int ARCHITECTURE = 1022;
  static final int SOURCE_RPM = 1044;
  static final int MODULARITY_LABEL = 5096;

  /** The only number among the tags of interest. */
  private static final int INT32 = 4;

  private static final int STRING = 6;
  private static final int I18N_STRING = 9;
  private static final int INDEX_ENTRY = 16;

  /** What rpm itself accepts. */
  private static final int MOST_ENTRIES = 0xffff;

  private static final int LONGEST_TEXT = 4096;

  private final Map<Integer, String> values;

  private PackageHeader(Map<Integer, String> values) {
    this.values = values;
  }

  static PackageHeader parse(byte[] header) throws MalformedEvidence {
    ByteBuffer in = ByteBuffer.wrap(header);
    if (header.length < 8) {
      throw new MalformedEvidence("a package header of " + header.length + " bytes");
    }
    int entries = in.getInt();
    int length = in.getInt();
    if (entries < 1
        || entries > MOST_ENTRIES
        || length < 0
        || 8L + (long) entries * INDEX_ENTRY + length > header.length) {
      throw new MalformedEvidence(
          "a package header that is shorter than its index of %d tags and %d bytes of data"
              .formatted(entries, length));
    }
    ByteBuffer data = in.slice(8 + entries * INDEX_ENTRY, length);
    Map<Integer, String> values = new HashMap<>();
    for (int i = 0; i < entries; i++) {
      int tag = in.getInt();
      int type = in.getInt();
      int offset = in.getInt();
      in.getInt();
      if (isWanted(tag)) {
        values.putIfAbsent(tag, value(data, tag, type, offset));
      }
    }
    return new PackageHeader(values);
  }

  /** The value of a tag, or null when the package has none or an empty one. */
  @Nullable String get(int tag) {
    String value = values.get(tag);
    return value == null || value.isBlank() || value.equals("(none)") ? null : value.strip();
  }

  private static boolean isWanted(int tag) {
    return switch (tag) {
      case NAME,
          VERSION,
          RELEASE,
          EPOCH,
          VENDOR,
          LICENSE,
          ARCHITECTURE,
          SOURCE_RPM,
          MODULARITY_LABEL ->
          true;
      default -> false;
    };
  }

  private static String value(ByteBuffer data, int tag, int type, int offset)
      throws MalformedEvidence {
    if (offset < 0 || offset >= data.limit()) {
      throw new MalformedEvidence("tag " + tag + " of a package is outside of its header");
    }
    if (tag == EPOCH) {
      if (type != INT32 || offset + 4 > data.limit()) {
        throw new MalformedEvidence("the epoch of a package is no number");
      }
      return Integer.toUnsignedString(data.getInt(offset));
    }
    if (type < STRING || type > I18N_STRING || type == 7) {
      throw new MalformedEvidence("tag " + tag + " of a package is no text");
    }
    int end = offset;
    while (end < data.limit() && data.get(end) != 0) {
      end++;
    }
    if (end == data.limit() || end - offset > LONGEST_TEXT) {
      throw new MalformedEvidence("tag " + tag + " of a package does not end");
    }
    byte[] text = new byte[end - offset];
    data.get(offset, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}

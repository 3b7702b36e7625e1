package io.registrysidecar.inventory.rpm;

import io.registrysidecar.inventory.MalformedEvidence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package's header: an index of tags, each with its type, place and count, then the data that
 * they are in (rpm file format, "Header Structure", without the eight bytes of magic that only
 * files have).
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
  static final int FILE_DIGESTS = 1035;
  static final int PROVIDES = 1047;
  static final int REQUIRES = 1049;
  static final int DIRECTORY_INDEXES = 1116;
  static final int BASE_NAMES = 1117;
  static final int DIRECTORY_NAMES = 1118;
  static final int FILE_DIGEST_ALGORITHM = 5011;

  private static final int INT32 = 4;

  private static final int STRING = 6;
  private static final int STRING_ARRAY = 8;
  private static final int I18N_STRING = 9;
  private static final int INDEX_ENTRY = 16;

  /** What rpm itself accepts. */
  private static final int MOST_ENTRIES = 0xffff;

  private static final int LONGEST_TEXT = 4096;

  private final Map<Integer, String> values;
  private final Map<Integer, Place> lists;
  private final ByteBuffer data;

  private PackageHeader(Map<Integer, String> values, Map<Integer, Place> lists, ByteBuffer data) {
    this.values = values;
    this.lists = lists;
    this.data = data;
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
    Map<Integer, Place> lists = new HashMap<>();
    for (int i = 0; i < entries; i++) {
      int tag = in.getInt();
      int type = in.getInt();
      int offset = in.getInt();
      int count = in.getInt();
      if (isList(tag)) {
        lists.putIfAbsent(tag, new Place(type, offset, count));
      } else if (isWanted(tag)) {
        values.putIfAbsent(tag, value(data, tag, type, offset));
      }
    }
    return new PackageHeader(values, lists, data);
  }

  /** The value of a tag, or null when the package has none or an empty one. */
  @Nullable String get(int tag) {
    String value = values.get(tag);
    return value == null || value.isBlank() || value.equals("(none)") ? null : value.strip();
  }

  /**
   * The texts of a tag that has several; empty when the package has no such tag.
   *
   * @throws MalformedEvidence if they are not in the header
   */
  List<String> texts(int tag) throws MalformedEvidence {
    Place place = lists.get(tag);
    if (place == null) {
      return List.of();
    }
    if (place.type != STRING_ARRAY || place.count < 0 || place.count > data.limit()) {
      throw new MalformedEvidence("tag " + tag + " of a package is no list of texts");
    }
    List<String> texts = new ArrayList<>(place.count);
    int offset = place.offset;
    for (int i = 0; i < place.count; i++) {
      String text = text(data, tag, offset);
      offset = end(data, tag, offset) + 1;
      texts.add(text);
    }
    return texts;
  }

  /**
   * The numbers of a tag that has several, as above.
   *
   * @throws MalformedEvidence if they are not in the header
   */
  int[] numbers(int tag) throws MalformedEvidence {
    Place place = lists.get(tag);
    if (place == null) {
      return new int[0];
    }
    if (place.type != INT32
        || place.count < 0
        || place.offset < 0
        || place.offset + 4L * place.count > data.limit()) {
      throw new MalformedEvidence("tag " + tag + " of a package is no list of numbers");
    }
    int[] numbers = new int[place.count];
    for (int i = 0; i < place.count; i++) {
      numbers[i] = data.getInt(place.offset + 4 * i);
    }
    return numbers;
  }

  /** Where the values of a tag are. */
  private record Place(int type, int offset, int count) {}

  private static boolean isList(int tag) {
    return switch (tag) {
      case PROVIDES,
          REQUIRES,
          FILE_DIGESTS,
          DIRECTORY_INDEXES,
          BASE_NAMES,
          DIRECTORY_NAMES,
          FILE_DIGEST_ALGORITHM ->
          true;
      default -> false;
    };
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
    return text(data, tag, offset);
  }

  private static int end(ByteBuffer data, int tag, int offset) throws MalformedEvidence {
    int end = offset;
    while (end >= 0 && end < data.limit() && data.get(end) != 0) {
      end++;
    }
    if (end < 0 || end >= data.limit() || end - offset > LONGEST_TEXT) {
      throw new MalformedEvidence("tag " + tag + " of a package does not end");
    }
    return end;
  }

  private static String text(ByteBuffer data, int tag, int offset) throws MalformedEvidence {
    int end = end(data, tag, offset);
    byte[] text = new byte[end - offset];
    data.get(offset, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}

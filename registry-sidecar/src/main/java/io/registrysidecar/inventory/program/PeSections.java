package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a Portable Executable, and its resources: a directory of types, each with one of
 * names, each with one of languages, all of them in one section.
 *
 * @param parts the sections by their names
 * @param resources where the directory of types is, and all that is behind it in its section; null
 *     when there is none
 * @param address where that is loaded, relative to the program
 */
record PeSections(NamedParts parts, @Nullable Place resources, long address) implements Sections {

  private static final int RAW_DATA = 10;
  private static final int HEADER = 16;
  private static final int ENTRY = 8;
  private static final int MOST = 4096;

  @Override
  public @Nullable Place place(String name, FilePart file) {
    return parts.place(name, file);
  }

  /** Where the raw data of that name is; null when there is none. */
  @Nullable Place resource(String name, FilePart file) throws MalformedEvidence, IOException {
    Place section = resources;
    if (section == null) {
      return null;
    }
    int names = entry(section, file, 0, new Wanted(RAW_DATA, null));
    int languages = names < 0 ? -1 : entry(section, file, names, new Wanted(0, name));
    int data = languages < 0 ? -1 : entry(section, file, languages, new Wanted(0, null));
    if (data < 0 || !has(section, data, 2 * Integer.BYTES)) {
      return null;
    }
    ByteBuffer place = bytes(section, file, data, 2 * Integer.BYTES);
    long start = Integer.toUnsignedLong(place.getInt()) - address;
    long length = Integer.toUnsignedLong(place.getInt());
    if (start < 0 || start + length > section.length()) {
      throw new MalformedEvidence("its resource " + name + " is outside of its section");
    }
    return new Place(section.offset() + start, length);
  }

  /** Where the first wanted entry of a directory leads, within the section; negative for none. */
  private static int entry(Place section, FilePart file, int directory, Wanted wanted)
      throws MalformedEvidence, IOException {
    if (!has(section, directory, HEADER)) {
      return -1;
    }
    ByteBuffer header = bytes(section, file, directory, HEADER);
    int count = Short.toUnsignedInt(header.getShort(12)) + Short.toUnsignedInt(header.getShort(14));
    if (count > MOST || !has(section, directory + HEADER, count * ENTRY)) {
      return -1;
    }
    ByteBuffer entries = bytes(section, file, directory + HEADER, count * ENTRY);
    for (int i = 0; i < count; i++) {
      int key = entries.getInt();
      int leadsTo = entries.getInt() & Integer.MAX_VALUE;
      boolean named = key < 0;
      if (wanted.name() == null
          ? wanted.id() == 0 || (!named && key == wanted.id())
          : named && name(section, file, key & Integer.MAX_VALUE).equals(wanted.name())) {
        return leadsTo;
      }
    }
    return -1;
  }

  private static String name(Place section, FilePart file, int at)
      throws MalformedEvidence, IOException {
    if (!has(section, at, Short.BYTES)) {
      return "";
    }
    int length = Short.toUnsignedInt(bytes(section, file, at, Short.BYTES).getShort());
    return length > MOST || !has(section, at + Short.BYTES, 2 * length)
        ? ""
        : new String(bytes(section, file, at + Short.BYTES, 2 * length).array(), UTF_16LE);
  }

  /** Whether a place is in the section; what refers to others is of no linker of interest. */
  private static boolean has(Place section, int at, int length) {
    return at >= 0 && at <= section.length() - length;
  }

  private static ByteBuffer bytes(Place section, FilePart file, int at, int length)
      throws MalformedEvidence, IOException {
    return ByteBuffer.wrap(file.bytes(section.offset() + at, length))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Which entry is wanted.
   *
   * @param id a number; 0 for any entry, unless there is a name
   * @param name a name, or null
   */
  private record Wanted(int id, @Nullable String name) {}
}

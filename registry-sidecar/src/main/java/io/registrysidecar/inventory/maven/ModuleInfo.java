package io.registrysidecar.inventory.maven;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code module-info.class} says: the attribute {@code Module} of a class file (Java Virtual
 * Machine Specification, 4.7.25).
 *
 * @param name the module's name
 * @param version its version, or null when it was compiled without
 */
record ModuleInfo(String name, @Nullable String version) {

  static final String FILE = "module-info.class";
  static final int LARGEST = 256 << 10;

  private static final int MAGIC = 0xcafebabe;
  private static final int LONGEST = 255;

  /** Null when {@code content} is no class file of a module. */
  static @Nullable ModuleInfo read(byte[] content) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      if (in.readInt() != MAGIC) {
        return null;
      }
      in.skipNBytes(2 * Short.BYTES);
      Constants constants = Constants.read(in);
      in.skipNBytes(3 * Short.BYTES);
      in.skipNBytes((long) in.readUnsignedShort() * Short.BYTES);
      if (in.readInt() != 0) {
        return null; // a module has neither fields nor methods, whose counts these are
      }
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        String attribute = constants.text(in.readUnsignedShort());
        long length = Integer.toUnsignedLong(in.readInt());
        if ("Module".equals(attribute)) {
          String name = constants.module(in.readUnsignedShort());
          in.skipNBytes(Short.BYTES);
          String version = constants.text(in.readUnsignedShort());
          return name == null ? null : new ModuleInfo(name, version);
        }
        in.skipNBytes(length);
      }
      return null;
    } catch (IOException e) {
      return null; // cut off, which tells as much as nothing
    }
  }

  /**
   * The constants that names are made of, by their numbers.
   *
   * @param texts the texts
   * @param modules for modules, which text is the name
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Constants(@Nullable String[] texts, int[] modules) {

    static Constants read(DataInputStream in) throws IOException {
      int count = in.readUnsignedShort();
      @Nullable String[] texts = new String[count];
      int[] modules = new int[count];
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts[i] = in.readUTF();
          case 19 -> modules[i] = in.readUnsignedShort();
          case 7, 8, 16, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // these take two numbers
          }
          default -> throw new IOException("a constant of kind " + tag);
        }
      }
      return new Constants(texts, modules);
    }

    @Nullable String text(int number) {
      String text = number < texts.length ? texts[number] : null;
      return text == null || text.isBlank() || text.length() > LONGEST ? null : text;
    }

    @Nullable String module(int number) {
      return number < modules.length ? text(modules[number]) : null;
    }
  }
}

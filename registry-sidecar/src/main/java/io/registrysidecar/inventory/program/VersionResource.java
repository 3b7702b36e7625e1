package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of a version resource: each a length, the length of its value, a type, then key and
 * value as UTF-16 that end with a NUL and are padded to four bytes (the structure {@code String}
 * within {@code VS_VERSIONINFO}).
 */
final class VersionResource {

  private static final List<String> KEYS =
      List.of("ProductName", "ProductVersion", "FileVersion", "InternalName", "OriginalFilename");

  private static final int HEADER = 6;
  private static final int LONGEST = 512;

  private VersionResource() {}

  /** The texts of interest in a section of resources. */
  static Map<String, String> read(byte[] resources) {
    ByteBuffer bytes = ByteBuffer.wrap(resources).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, String> texts = new HashMap<>();
    for (String key : KEYS) {
      byte[] encoded = (key + '\0').getBytes(UTF_16LE);
      int at = indexOf(resources, encoded);
      if (at >= HEADER) {
        int words = Short.toUnsignedInt(bytes.getShort(at - HEADER + 2));
        int start = at + encoded.length + 3 & ~3;
        int length = Math.min(2 * Math.min(words, LONGEST), resources.length - start);
        if (length > 0) {
          String text = new String(resources, start, length & ~1, UTF_16LE);
          int end = text.indexOf('\0');
          texts.put(key, (end < 0 ? text : text.substring(0, end)).strip());
        }
      }
    }
    return texts;
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    ByteBuffer text = ByteBuffer.wrap(wanted);
    for (int at = 0; at + wanted.length <= bytes.length; at += 2) {
      if (bytes[at] == wanted[0] && ByteBuffer.wrap(bytes, at, wanted.length).equals(text)) {
        return at;
      }
    }
    return -1;
  }
}

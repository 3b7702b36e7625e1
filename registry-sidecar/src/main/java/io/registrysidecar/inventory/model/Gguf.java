package io.registrysidecar.inventory.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The metadata of a GGUF file (version 2 and 3): keys and values, those about the model in general
 * first. A long array, such as the words of a vocabulary, ends what is read.
 */
final class Gguf {

  private static final int MAGIC = 0x46554747;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int LONGEST = 64 << 10;
  private static final int MOST = 500;
  private static final String GENERAL = "general.";

  /** How many bytes a value of each type has. */
  private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

  private Gguf() {}

  static Map<String, String> read(InputStream content) throws IOException, MalformedEvidence {
    DataInputStream in = new DataInputStream(content);
    int magic = Integer.reverseBytes(in.readInt());
    int version = Integer.reverseBytes(in.readInt());
    if (magic != MAGIC || version < 2 || version > 3) {
      throw new MalformedEvidence("it does not begin as GGUF of version 2 or 3");
    }
    in.readLong();
    long count = Math.min(number(in), MOST);
    Map<String, String> metadata = new HashMap<>();
    for (long i = 0; i < count; i++) {
      String key = text(in);
      int type = Integer.reverseBytes(in.readInt());
      if (type == ARRAY) {
        if (!isSkipped(in)) {
          break;
        }
        continue;
      }
      if (type == STRING) {
        String value = text(in);
        if (key.startsWith(GENERAL) && value.length() <= 512) {
          metadata.putIfAbsent(key, value.strip());
        }
      } else if (type < 0 || type >= SIZES.length) {
        throw new MalformedEvidence("a value of its metadata is of type " + type);
      } else {
        in.readFully(new byte[SIZES[type]]);
      }
    }
    return metadata;
  }

  /** Passes over an array; false when it is too long, or of arrays. */
  private static boolean isSkipped(DataInputStream in) throws IOException, MalformedEvidence {
    int type = Integer.reverseBytes(in.readInt());
    long count = number(in);
    if (type < 0 || type >= SIZES.length || type == ARRAY || count < 0 || count > MOST) {
      return false;
    }
    for (long i = 0; i < count; i++) {
      if (type == STRING) {
        text(in);
      } else {
        in.readFully(new byte[SIZES[type]]);
      }
    }
    return true;
  }

  private static String text(DataInputStream in) throws IOException, MalformedEvidence {
    long length = number(in);
    if (length < 0 || length > LONGEST) {
      throw new MalformedEvidence("a text of its metadata claims " + length + " bytes");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new EOFException();
    }
    return new String(text, UTF_8);
  }

  private static long number(DataInputStream in) throws IOException {
    return Long.reverseBytes(in.readLong());
  }
}

package io.registrysidecar.sign.cbor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one CBOR item from bytes that came from outside.
 *
 * <p>Depth and number of items are bounded, and there is one way to write a thing: lengths are
 * definite, integers as short as can be, no name stands twice in a map, and nothing follows the
 * item. Two readers of the same bytes must not see two different envelopes.
 */
public final class CborReader {

  private static final int DEEPEST = 16;
  private static final int MOST_ITEMS = 4096;

  private final byte[] content;
  private int at;
  private int items;

  private CborReader(byte[] content) {
    this.content = content;
  }

  /**
   * Reads the one item that {@code content} is.
   *
   * @param content the bytes; the caller has bounded their number
   * @throws MalformedCbor if the bytes are not exactly one item, or exceed a bound
   */
  public static CborItem read(byte[] content) throws MalformedCbor {
    CborReader reader = new CborReader(content);
    CborItem item = reader.item(0);
    if (reader.at < content.length) {
      throw reader.malformed("more bytes follow the item");
    }
    return item;
  }

  private CborItem item(int depth) throws MalformedCbor {
    if (depth > DEEPEST) {
      throw malformed("nested deeper than " + DEEPEST);
    }
    if (++items > MOST_ITEMS) {
      throw malformed("more than " + MOST_ITEMS + " items");
    }
    int first = next();
    int major = first >> 5;
    if (major == 7) {
      return simple(first & 0x1f);
    }
    long argument = argument(first & 0x1f);
    return switch (major) {
      case 0 -> new CborItem.Int(argument);
      case 1 -> new CborItem.Int(-1 - argument);
      case 2 -> new CborItem.Bytes(take(argument));
      case 3 -> new CborItem.Text(text(take(argument)));
      case 4 -> new CborItem.Sequence(sequence(argument, depth));
      case 5 -> new CborItem.Mapping(mapping(argument, depth));
      default -> new CborItem.Tagged(argument, item(depth + 1));
    };
  }

  private CborItem simple(int value) throws MalformedCbor {
    return switch (value) {
      case 20 -> CborItem.Simple.FALSE;
      case 21 -> CborItem.Simple.TRUE;
      case 22 -> CborItem.Simple.NULL;
      case 25, 26, 27 -> throw malformed("a floating-point number");
      case 31 -> throw malformed("the end of an indefinite length");
      default -> throw malformed("a simple value that has no meaning here");
    };
  }

  private long argument(int information) throws MalformedCbor {
    if (information < 24) {
      return information;
    }
    if (information > 27) {
      throw malformed(information == 31 ? "an indefinite length" : "a reserved length");
    }
    int size = 1 << (information - 24);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | next();
    }
    if (value < 0) {
      throw malformed("a number of more than 63 bits");
    }
    if (value < (size == 1 ? 24 : 1L << (size * 4))) {
      throw malformed("a number that could be written shorter");
    }
    return value;
  }

  private List<CborItem> sequence(long length, int depth) throws MalformedCbor {
    List<CborItem> read = new ArrayList<>();
    for (long i = 0; i < length; i++) {
      read.add(item(depth + 1));
    }
    return read;
  }

  private Map<CborItem.Label, CborItem> mapping(long length, int depth) throws MalformedCbor {
    Map<CborItem.Label, CborItem> read = new LinkedHashMap<>();
    for (long i = 0; i < length; i++) {
      if (!(item(depth + 1) instanceof CborItem.Label label)) {
        throw malformed("a name in a map that is neither a number nor text");
      }
      if (read.put(label, item(depth + 1)) != null) {
        throw malformed("a map with the name " + label + " twice");
      }
    }
    return read;
  }

  private String text(byte[] bytes) throws MalformedCbor {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw malformed("text that is not UTF-8");
    }
  }

  private byte[] take(long length) throws MalformedCbor {
    if (length > content.length - at) {
      throw malformed("a string that is longer than what is left");
    }
    at += (int) length;
    return Arrays.copyOfRange(content, at - (int) length, at);
  }

  private int next() throws MalformedCbor {
    if (at == content.length) {
      throw malformed("the end in the middle of an item");
    }
    return content[at++] & 0xff;
  }

  private MalformedCbor malformed(String reason) {
    return new MalformedCbor(reason, at);
  }
}

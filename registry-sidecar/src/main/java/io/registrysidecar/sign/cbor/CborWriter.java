package io.registrysidecar.sign.cbor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes items in the core deterministic encoding (RFC 8949 §4.2.1): shortest lengths, and the
 * entries of a map in the order of their names' bytes.
 */
public final class CborWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CborWriter() {}

  /** The bytes of {@code item}. */
  public static byte[] write(CborItem item) {
    CborWriter writer = new CborWriter();
    writer.item(item);
    return writer.out.toByteArray();
  }

  private void item(CborItem item) {
    switch (item) {
      case CborItem.Int(long value) -> head(value < 0 ? 1 : 0, value < 0 ? -1 - value : value);
      case CborItem.Bytes(byte[] value) -> string(2, value);
      case CborItem.Text(String value) -> string(3, value.getBytes(UTF_8));
      case CborItem.Sequence sequence -> {
        head(4, sequence.items().size());
        sequence.items().forEach(this::item);
      }
      case CborItem.Mapping mapping -> mapping(mapping.entries());
      case CborItem.Tagged(long tag, CborItem content) -> {
        head(6, tag);
        item(content);
      }
      case CborItem.Simple simple -> out.write(7 << 5 | simple.code());
    }
  }

  private void mapping(Map<CborItem.Label, CborItem> entries) {
    Map<byte[], CborItem> sorted = new TreeMap<>(Arrays::compareUnsigned);
    entries.forEach((label, value) -> sorted.put(write(label), value));
    head(5, sorted.size());
    sorted.forEach((label, value) -> {
      out.writeBytes(label);
      item(value);
    });
  }

  private void string(int major, byte[] value) {
    head(major, value.length);
    out.writeBytes(value);
  }

  private void head(int major, long argument) {
    if (argument < 24) {
      out.write(major << 5 | (int) argument);
      return;
    }
    int power = argument < 1L << 8 ? 0 : argument < 1L << 16 ? 1 : argument < 1L << 32 ? 2 : 3;
    out.write(major << 5 | 24 + power);
    for (int shift = (8 << power) - 8; shift >= 0; shift -= 8) {
      out.write((int) (argument >>> shift));
    }
  }
}

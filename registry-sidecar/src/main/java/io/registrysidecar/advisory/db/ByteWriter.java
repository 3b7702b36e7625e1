package io.registrysidecar.advisory.db;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes numbers and texts compactly: numbers in base 128, low groups first; texts and lists after
 * their length. {@link ByteReader} reads them back.
 */
final class ByteWriter {

  private byte[] bytes = new byte[64];
  private int size;

  ByteWriter number(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
    long rest = value;
    while (rest > 0x7f) {
      octet((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return octet((int) rest);
  }

  ByteWriter octet(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
    return this;
  }

  ByteWriter raw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** Four octets, low first. */
  ByteWriter fixed32(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      octet(value >>> shift);
    }
    return this;
  }

  /** Eight octets, low first. */
  ByteWriter fixed64(long value) {
    return fixed32((int) value).fixed32((int) (value >>> 32));
  }

  ByteWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return number(utf8.length).raw(utf8);
  }

  ByteWriter texts(List<String> values) {
    number(values.size());
    values.forEach(this::text);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}

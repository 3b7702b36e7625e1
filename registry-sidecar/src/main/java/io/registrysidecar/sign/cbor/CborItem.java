package io.registrysidecar.sign.cbor;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One data item. Floating-point numbers are not among them: no envelope has a use for one. */
public sealed interface CborItem {

  /** An integer of either sign that fits in 64 bits. */
  record Int(long value) implements Label {}

  /** A text string. */
  record Text(String value) implements Label {}

  /** What may name an entry of a map, as COSE has it (RFC 9052 §1.5). */
  sealed interface Label extends CborItem permits Int, Text {}

  /**
   * A byte string.
   *
   * @param value not to be modified
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] value) implements CborItem {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes(byte[] otherValue) && Arrays.equals(value, otherValue);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }
  }

  /** An array. */
  record Sequence(List<CborItem> items) implements CborItem {
    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * A map.
   *
   * @param entries in the order in which they were read
   */
  record Mapping(Map<Label, CborItem> entries) implements CborItem {
    /** Copies the entries. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** An item with a tag that says how to understand it. */
  record Tagged(long tag, CborItem content) implements CborItem {}

  /** The simple values that have a meaning. */
  enum Simple implements CborItem {
    /** {@code false}. */
    FALSE(20),
    /** {@code true}. */
    TRUE(21),
    /** {@code null}. */
    NULL(22);

    private final int code;

    Simple(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }
}

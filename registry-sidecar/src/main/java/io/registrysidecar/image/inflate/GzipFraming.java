package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * What stands around the deflate streams of a gzip stream (RFC 1952): headers and trailers of its
 * members, and what may follow the last one. Shared by all inflaters.
 */
final class GzipFraming {

  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int RESERVED = 0xe0;
  private static final int LONGEST_TEXT = 64 << 10;

  private final CompressedInput input;
  private final Consumer<String> remarks;
  private int members;
  private long memberStart;

  GzipFraming(CompressedInput input, Consumer<String> remarks) {
    this.input = input;
    this.remarks = remarks;
  }

  /** Reads the header of the next member; false when there is none. */
  boolean beginMember() throws IOException {
    if (!input.fill()) {
      return false;
    }
    if (!startsMember()) {
      passOverTail();
      return false;
    }
    members++;
    memberStart = offset();
    input.consume(2);
    if (octet() != DEFLATE) {
      throw corrupt("its gzip header names an unknown method");
    }
    int flags = octet();
    if ((flags & RESERVED) != 0) {
      throw corrupt("its gzip header has reserved flags");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(octet() | octet() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    return true;
  }

  /** Reads the trailer and compares it with what the member became. */
  void endMember(long crc, long size) throws IOException {
    if (word() != crc) {
      throw corrupt("its gzip checksum is wrong");
    }
    if (word() != (size & 0xffff_ffffL)) {
      throw corrupt("its gzip trailer gives a wrong size");
    }
  }

  /** Names the place in a way that does not depend on who inflates, nor on how bytes arrived. */
  CorruptStream corrupt(String what) {
    return new CorruptStream(
        what + " (gzip member " + members + ", which begins at byte " + memberStart + ")");
  }

  private long offset() {
    return input.total() - input.remaining();
  }

  private boolean startsMember() throws IOException {
    byte[] head = input.head(2);
    return head.length == 2 && head[0] == (byte) 0x1f && head[1] == (byte) 0x8b;
  }

  /**
   * gzip(1) and pigz ignore what follows the last member, zeros silently; the first must be one.
   */
  private void passOverTail() throws IOException {
    if (members == 0) {
      throw corrupt("it is not gzip");
    }
    long start = offset();
    boolean zeros = true;
    while (input.fill()) {
      for (int i = 0; zeros && i < input.remaining(); i++) {
        zeros = input.array()[input.position() + i] == 0;
      }
      input.consume(input.remaining());
    }
    if (!zeros) {
      remarks.accept(
          "the " + (input.total() - start) + " bytes after its last gzip member were ignored");
    }
  }

  private void skipText() throws IOException {
    for (int i = 0; octet() != 0; i++) {
      if (i == LONGEST_TEXT) {
        throw corrupt("its gzip header has a text without end");
      }
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      octet();
    }
  }

  private long word() throws IOException {
    return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
  }

  private int octet() throws IOException {
    int octet = input.read();
    if (octet < 0) {
      throw corrupt("it ends within its gzip framing");
    }
    return octet;
  }
}

package io.registrysidecar.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Makes text of the bytes of a file name, which on Linux may be anything but slash and NUL. */
final class NameDecoder {

  private NameDecoder() {}

  /** UTF-8; a byte that is not becomes {@code \xHH}, so that different names stay different. */
  static String decode(byte[] name) {
    if (isAscii(name)) {
      return new String(name, ISO_8859_1);
    }
    try {
      return decoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      return escape(name);
    }
  }

  private static String escape(byte[] name) {
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(name.length * 4);
    CharsetDecoder decoder = decoder();
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      for (int i = 0; result.isError() && i < result.length(); i++) {
        out.put("\\x%02x".formatted(in.get() & 0xff));
      }
    }
    return out.flip().toString();
  }

  private static CharsetDecoder decoder() {
    return UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static boolean isAscii(byte[] name) {
    for (byte octet : name) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }
}

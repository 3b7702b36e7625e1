package io.registrysidecar.sign.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A password of a key, for as long as it is needed: closing it overwrites it. */
public final class Password implements AutoCloseable {

  private final char[] characters;

  private Password(char[] characters) {
    this.characters = characters;
  }

  /** Takes a copy of {@code characters}. */
  public static Password of(CharSequence characters) {
    char[] copy = new char[characters.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = characters.charAt(i);
    }
    return new Password(copy);
  }

  /** Decodes UTF-8, and overwrites {@code bytes}. */
  static Password ofUtf8(byte[] bytes) throws CharacterCodingException {
    char[] room = new char[bytes.length]; // UTF-8 takes at least a byte for a char
    try {
      CharBuffer decoded = CharBuffer.wrap(room);
      CoderResult result =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), decoded, true);
      if (result.isError()) {
        result.throwException();
      }
      return new Password(Arrays.copyOf(room, decoded.position()));
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(room, '\0');
    }
  }

  /** The characters themselves, not a copy: they are overwritten when this is closed. */
  char[] characters() {
    return characters;
  }

  /** A copy in UTF-8, which whoever asked for it overwrites. */
  byte[] utf8() {
    byte[] room = new byte[characters.length * 3]; // the most that UTF-8 takes for a char
    ByteBuffer encoded = ByteBuffer.wrap(room);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(characters), encoded, true);
    byte[] bytes = Arrays.copyOf(room, encoded.position());
    Arrays.fill(room, (byte) 0);
    return bytes;
  }

  @Override
  public void close() {
    Arrays.fill(characters, '\0');
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}

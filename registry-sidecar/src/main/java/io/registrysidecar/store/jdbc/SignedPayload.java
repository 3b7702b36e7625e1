package io.registrysidecar.store.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed document, in which what is signed stands as Base64 ({@code "payload":"…"}), with that
 * decoded: a compressor finds nothing in Base64, and takes long for it.
 *
 * @param from where what is decoded begins
 * @param to behind it
 * @param content the document, decoded there; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
record SignedPayload(int from, int to, byte[] content) {

  private static final String MEMBER = "\"payload\":\"";

  /** How far the member is looked for. */
  private static final int HEAD = 512;

  /** What is smaller is not worth it. */
  private static final int LEAST = 1024;

  /** Such a document, if {@code content} is one that can be made again byte for byte. */
  static Optional<SignedPayload> in(byte[] content) {
    int member = new String(content, 0, Math.min(HEAD, content.length), ISO_8859_1).indexOf(MEMBER);
    int from = member + MEMBER.length();
    int end = member < 0 ? -1 : endOfText(content, from);
    if (end - from < LEAST || (end - from) % 4 != 0) {
      return Optional.empty();
    }
    byte[] decoded;
    try {
      ByteBuffer plain = Base64.getDecoder().decode(ByteBuffer.wrap(content, from, end - from));
      decoded = new byte[from + plain.remaining() + content.length - end];
      int length = plain.remaining();
      plain.get(decoded, from, length);
      System.arraycopy(content, 0, decoded, 0, from);
      System.arraycopy(content, end, decoded, from + length, content.length - end);
      var payload = new SignedPayload(from, from + length, decoded);
      return payload.endsLike(content, end) ? Optional.of(payload) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // something else that looks like it
    }
  }

  private static int endOfText(byte[] content, int from) {
    int at = from;
    while (at < content.length && content[at] != '"') {
      at++;
    }
    return at;
  }

  /** The last characters may hold bits that decoding drops; all others have but one form. */
  private boolean endsLike(byte[] document, int end) {
    int last = (to - from - 1) % 3 + 1;
    byte[] text = Base64.getEncoder().encode(Arrays.copyOfRange(content, to - last, to));
    return Arrays.equals(text, 0, 4, document, end - 4, end);
  }

  /** The document as it was. */
  byte[] document() {
    byte[] text = Base64.getEncoder().encode(Arrays.copyOfRange(content, from, to));
    byte[] document = new byte[from + text.length + content.length - to];
    System.arraycopy(content, 0, document, 0, from);
    System.arraycopy(text, 0, document, from, text.length);
    System.arraycopy(content, to, document, from + text.length, content.length - to);
    return document;
  }
}

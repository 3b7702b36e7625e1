package io.registrysidecar.sign.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468).
 *
 * @param type what stands behind BEGIN, such as {@code PRIVATE KEY}
 * @param encapsulated whether it begins with headers, as encrypted keys of old OpenSSL do
 * @param content the decoded bytes; empty where there are headers
 */
@SuppressWarnings("ArrayRecordComponent")
record PemBlock(String type, boolean encapsulated, byte[] content) {

  private static final int MOST = 64;
  private static final Pattern BEGIN =
      Pattern.compile("^-----BEGIN ([A-Z0-9 ]{1,64})-----[ \\t]*\\r?$", Pattern.MULTILINE);

  /**
   * The blocks of a file, in order; what stands between them does not matter.
   *
   * @throws IllegalArgumentException if a block is not closed or not Base64
   */
  static List<PemBlock> parse(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    List<PemBlock> blocks = new ArrayList<>();
    Matcher begin = BEGIN.matcher(text);
    int from = 0;
    while (begin.find(from) && blocks.size() < MOST) {
      String type = begin.group(1);
      String closing = "-----END " + type + "-----";
      int end = text.indexOf(closing, begin.end());
      if (end < 0) {
        throw new IllegalArgumentException("the block " + type + " has no end");
      }
      blocks.add(block(type, text.substring(begin.end(), end)));
      from = end + closing.length();
    }
    return blocks;
  }

  private static PemBlock block(String type, String body) {
    if (body.indexOf(':') >= 0) {
      return new PemBlock(type, true, new byte[0]);
    }
    try {
      return new PemBlock(
          type, false, Base64.getDecoder().decode(body.replaceAll("[ \\t\\r\\n]", "")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the block " + type + " is not Base64", e);
    }
  }

  /** A file with one block, in lines of 64 characters. */
  static byte[] write(String type, byte[] content) {
    byte[] lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(content);
    byte[] head = ("-----BEGIN " + type + "-----\n").getBytes(StandardCharsets.US_ASCII);
    byte[] foot = ("\n-----END " + type + "-----\n").getBytes(StandardCharsets.US_ASCII);
    byte[] file = new byte[head.length + lines.length + foot.length];
    System.arraycopy(head, 0, file, 0, head.length);
    System.arraycopy(lines, 0, file, head.length, lines.length);
    System.arraycopy(foot, 0, file, head.length + lines.length, foot.length);
    Arrays.fill(lines, (byte) 0);
    return file;
  }

  @Override
  public String toString() {
    return type;
  }
}

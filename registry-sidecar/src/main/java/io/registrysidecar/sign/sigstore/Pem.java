package io.registrysidecar.sign.sigstore;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM text (RFC 7468).
 *
 * @param label what stands between {@code BEGIN} and the dashes
 * @param der the content; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
record Pem(String label, byte[] der) {

  private static final int LONGEST = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

  /** The blocks of {@code text} in their order; what is between them is a comment. */
  static List<Pem> blocks(String text) throws MalformedDocument {
    if (text.length() > LONGEST) {
      throw new MalformedDocument("the PEM text has more than " + LONGEST + " characters");
    }
    List<Pem> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      try {
        String base64 = matcher.group(2).replaceAll("\\s", "");
        blocks.add(new Pem(matcher.group(1), Base64.getDecoder().decode(base64)));
      } catch (IllegalArgumentException e) {
        throw new MalformedDocument("the PEM block is not base64", e);
      }
    }
    return blocks;
  }

  /** The only block of {@code text}. */
  static Pem only(String text) throws MalformedDocument {
    List<Pem> blocks = blocks(text);
    if (blocks.size() != 1) {
      throw new MalformedDocument("the PEM text has " + blocks.size() + " blocks, not one");
    }
    return blocks.getFirst();
  }
}

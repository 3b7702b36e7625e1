package io.registrysidecar.sign.sigstore;

import io.registrysidecar.sign.dsse.Base64Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A log's signed statement about its tree, in the note format of transparency logs: origin, size
 * and root hash on lines of their own, an empty line, then signature lines.
 *
 * @param note the signed text, up to and with the line feed before the empty line
 */
@SuppressWarnings("ArrayRecordComponent")
record Checkpoint(String note, String origin, long size, byte[] root, List<Line> lines) {

  private static final int LONGEST = 1 << 16;
  private static final int MOST_LINES = 100;
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

  /** Origins of the first generation of logs end in the tree's number. */
  private static final Pattern NUMBERED = Pattern.compile("(.+) - [0-9]+");

  static Checkpoint parse(String text) throws MalformedDocument {
    int end = text.indexOf("\n\n");
    if (text.length() > LONGEST || end < 0) {
      throw new MalformedDocument("the checkpoint of the log has no signatures, or is too long");
    }
    String note = text.substring(0, end + 1);
    String[] head = note.split("\n", -1);
    if (head.length < 4 || head[0].isEmpty() || !SIZE.matcher(head[1]).matches()) {
      throw new MalformedDocument("the checkpoint of the log has no origin, size and root hash");
    }
    try {
      return new Checkpoint(
          note,
          head[0],
          Long.parseLong(head[1]),
          ProtoJson.base64(head[2], "root hash"),
          lines(text.substring(end + 2)));
    } catch (NumberFormatException e) {
      throw new MalformedDocument("the checkpoint of the log has no valid size", e);
    }
  }

  private static List<Line> lines(String text) throws MalformedDocument {
    List<Line> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      String[] parts = line.split(" ", -1);
      if (parts.length == 3 && parts[0].equals("\u2014") && lines.size() < MOST_LINES) {
        lines.add(Line.parse(parts[1], parts[2]));
      } else {
        throw new MalformedDocument("a signature line of the checkpoint is malformed");
      }
    }
    return lines;
  }

  /**
   * Whether {@code log} signed this. Lines of others, as those of witnesses, prove nothing here and
   * do no harm.
   */
  boolean isBy(TransparencyLog log) {
    var numbered = NUMBERED.matcher(origin);
    String signer = numbered.matches() ? numbered.group(1) : log.host();
    boolean named = numbered.matches() || origin.equals(log.host());
    byte[] signed = note.getBytes(StandardCharsets.UTF_8);
    return named
        && lines.stream()
            .filter(line -> line.name().equals(signer))
            .filter(line -> Arrays.equals(line.hint(), log.keyHint()))
            .anyMatch(line -> Signatures.verify(log.key(), signed, line.signature()));
  }

  /**
   * A signature line.
   *
   * @param hint four bytes that choose a key
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Line(String name, byte[] hint, byte[] signature) {

    private static final int HINT = 4;

    static Line parse(String name, String base64) throws MalformedDocument {
      try {
        byte[] raw = Base64Text.decode(base64);
        if (raw.length > HINT) {
          return new Line(
              name, Arrays.copyOf(raw, HINT), Arrays.copyOfRange(raw, HINT, raw.length));
        }
      } catch (IllegalArgumentException e) {
        throw new MalformedDocument("a signature line of the checkpoint is not base64", e);
      }
      throw new MalformedDocument("a signature line of the checkpoint is too short");
    }
  }
}

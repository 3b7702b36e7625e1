package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.program.Executable.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Looks for the header of the build information in a segment of a program, and reads on from it.
 */
final class MagicSearch {

  /** How many bytes the header has. */
  static final int HEADER = 32;

  /** The header stands at addresses that are multiples of this. */
  private static final int ALIGNMENT = 16;

  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(ISO_8859_1);
  private static final int FLAGS = MAGIC.length + 1;
  private static final int INLINE = 2;
  private static final int LONGEST_TEXT = 8 << 20;
  private static final int BUFFER = 64 << 10;

  private final InputStream content;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long left;

  /**
   * Searches {@code segment}.
   *
   * @param content positioned at the segment's beginning
   */
  MagicSearch(InputStream content, Segment segment) {
    this.content = content;
    this.left = segment.length();
    this.position = (int) (-segment.address() & (ALIGNMENT - 1));
  }

  /** Whether the texts stand in the build information itself. */
  static boolean isInline(byte[] header) {
    return (header[FLAGS] & INLINE) != 0;
  }

  /** The header; empty when the segment has none. Afterwards {@link #texts} may be called. */
  byte[] find() throws IOException {
    while (true) {
      for (; position + HEADER <= limit; position += ALIGNMENT) {
        if (buffer[position] == MAGIC[0]
            && Arrays.equals(buffer, position, position + MAGIC.length, MAGIC, 0, MAGIC.length)) {
          byte[] header = Arrays.copyOfRange(buffer, position, position + HEADER);
          position += HEADER;
          return header;
        }
      }
      if (!more()) {
        return new byte[0];
      }
    }
  }

  /** The two texts that follow a header in the inline form. */
  BuildInfo.Text texts() throws IOException, MalformedEvidence {
    String version = new String(text(), UTF_8);
    return new BuildInfo.Text(version, unwrap(text()));
  }

  /** Takes away the sixteen bytes at either end by which Go finds the text in a running program. */
  static String unwrap(byte[] modules) {
    int length = modules.length;
    return length >= 33 && modules[length - 17] == '\n'
        ? new String(modules, 16, length - 32, UTF_8)
        : "";
  }

  private byte[] text() throws IOException, MalformedEvidence {
    long length = 0;
    for (int shift = 0; ; shift += 7) {
      int octet = octet();
      length |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        break;
      }
      if (shift > 28) {
        throw new MalformedEvidence("its Go build information has a length of too many bytes");
      }
    }
    if (length > LONGEST_TEXT) {
      throw new MalformedEvidence("its Go build information claims a text of " + length + " bytes");
    }
    byte[] text = new byte[(int) length];
    for (int done = 0; done < text.length; ) {
      if (position >= limit && !more()) {
        throw ended();
      }
      int count = Math.min(text.length - done, limit - position);
      System.arraycopy(buffer, position, text, done, count);
      position += count;
      done += count;
    }
    return text;
  }

  private int octet() throws IOException, MalformedEvidence {
    if (position >= limit && !more()) {
      throw ended();
    }
    return buffer[position++] & 0xff;
  }

  private static MalformedEvidence ended() {
    return new MalformedEvidence("it ends within its Go build information");
  }

  /** Reads more behind what is left of the buffer; false at the end of the segment. */
  private boolean more() throws IOException {
    int start = Math.min(position, limit);
    System.arraycopy(buffer, start, buffer, 0, limit - start);
    limit -= start;
    position -= start;
    int wanted = (int) Math.min(buffer.length - limit, left);
    int count = wanted == 0 ? -1 : content.read(buffer, limit, wanted);
    if (count <= 0) {
      return false;
    }
    limit += count;
    left -= count;
    return true;
  }
}

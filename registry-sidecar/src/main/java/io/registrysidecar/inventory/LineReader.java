package io.registrysidecar.inventory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file that came from outside. Memory is bounded by the longest line that is
 * kept; what a longer one has beyond that is passed over. Bytes that are not UTF-8 are replaced.
 */
public final class LineReader {

  private static final int LONGEST = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[16 << 10];
  private byte[] line = new byte[256];
  private int position;
  private int limit;
  private int number;

  /** Reads {@code in}, which stays open. */
  public LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line without its end, {@code \n} or {@code \r\n}; null at the end. */
  public @Nullable String next() throws IOException {
    int length = 0;
    boolean ascii = true;
    while (position < limit || fill()) {
      byte octet = buffer[position++];
      if (octet == '\n') {
        number++;
        return text(length, ascii);
      }
      if (length < LONGEST) {
        if (length == line.length) {
          line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = octet;
        ascii &= octet >= 0;
      }
    }
    if (length == 0) {
      return null;
    }
    number++;
    return text(length, ascii);
  }

  /** The number of the line that {@link #next} gave last; the first is 1. */
  public int number() {
    return number;
  }

  private String text(int length, boolean ascii) {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, ascii ? ISO_8859_1 : UTF_8);
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(in.read(buffer), 0);
    return limit > 0;
  }
}

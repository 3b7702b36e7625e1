package io.registrysidecar.inventory.npm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.inventory.LineReader;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON within {@code .pnp.cjs}. Since Yarn 3.3 it is the text of the constant {@code
 * RAW_RUNTIME_STATE} in single quotes, each line continued by a backslash; before, the first
 * argument of {@code hydrateRuntimeState}. There is none where Yarn was told to write {@code
 * .pnp.data.json}.
 */
final class PnpState extends InputStream {

  private static final String TEXT = "RAW_RUNTIME_STATE =";
  private static final String ARGUMENT = "hydrateRuntimeState({";
  private static final String END_OF_TEXT = "}'";

  private final LineReader lines;
  private final boolean quoted;
  private byte[] line;
  private int position;
  private boolean last;

  private PnpState(LineReader lines, boolean quoted, String first) {
    this.lines = lines;
    this.quoted = quoted;
    this.line = first.getBytes(UTF_8);
  }

  /** The JSON in {@code script}; null where there is none. */
  static @Nullable PnpState in(InputStream script) throws IOException {
    LineReader lines = new LineReader(script);
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.contains(TEXT)) {
        String first = lines.next();
        return first == null || !first.startsWith("'")
            ? null
            : new PnpState(lines, true, unquoted(first.substring(1)));
      }
      int argument = line.indexOf(ARGUMENT);
      if (argument >= 0) {
        return new PnpState(lines, false, line.substring(argument + ARGUMENT.length() - 1) + "\n");
      }
    }
    return null;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (position == line.length) {
      String next = last ? null : lines.next();
      if (next == null) {
        return -1;
      }
      last = quoted && next.startsWith(END_OF_TEXT);
      line = (last ? "}" : quoted ? unquoted(next) : next + "\n").getBytes(UTF_8);
      position = 0;
    }
    int count = Math.min(length, line.length - position);
    System.arraycopy(line, position, target, offset, count);
    position += count;
    return count;
  }

  /** Without the escapes of JavaScript, and the backslash at the end. */
  private static String unquoted(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        if (i < text.length()) {
          plain.append(text.charAt(i));
        }
      } else {
        plain.append(c);
      }
    }
    return plain.append('\n').toString();
  }
}

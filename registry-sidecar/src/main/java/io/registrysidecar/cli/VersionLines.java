package io.registrysidecar.cli;

import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** Compares the two versions of each line. */
final class VersionLines {

  private static final byte[] BEFORE = {'-', '1', '\n'};
  private static final byte[] SAME = {'0', '\n'};
  private static final byte[] AFTER = {'1', '\n'};
  private static final byte[] UNKNOWN = {'?', '\n'};

  private VersionLines() {}

  static void compare(VersionOrder order, InputStream in, PrintStream out) throws IOException {
    LineReader lines = new LineReader(in);
    for (String line = lines.next(); line != null; line = lines.next()) {
      out.writeBytes(answer(order, line));
    }
  }

  private static byte[] answer(VersionOrder order, String line) {
    int tab = line.indexOf('\t');
    if (tab < 0) {
      return UNKNOWN;
    }
    try {
      int sign = order.compare(line.substring(0, tab), line.substring(tab + 1));
      return sign < 0 ? BEFORE : sign > 0 ? AFTER : SAME;
    } catch (UnparsableVersion e) {
      return UNKNOWN;
    }
  }
}

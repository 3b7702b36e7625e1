package io.registrysidecar.inventory.lock;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elixir's {@code mix.lock}: a term for each package, one a line. */
final class MixLock implements LockFormat {

  private static final Pattern PACKAGE =
      Pattern.compile(
          "\\s{0,8}\"[^\"]{1,128}+\":\\s{0,8}\\{:hex,\\s{0,8}:(\\w{1,128}+),"
              + "\\s{0,8}\"([^\"\\s]{1,128}+)\".*");

  @Override
  public String fileName() {
    return "mix.lock";
  }

  @Override
  public void read(InputStream content, EvidenceSink found) throws IOException {
    LineReader lines = new LineReader(content);
    int count = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher each = PACKAGE.matcher(line);
      if (each.matches() && count++ < MOST) {
        found.found(PackageFact.of("hex", null, each.group(1), each.group(2)));
      }
    }
  }
}

package io.registrysidecar.inventory.lock;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What cabal ({@code any.NAME ==VERSION}) or stack ({@code hackage: NAME-VERSION@…}) has frozen.
 *
 * @param fileName how the file is called
 */
record HaskellLock(String fileName) implements LockFormat {

  private static final Pattern FROZEN =
      Pattern.compile("any\\.([A-Za-z0-9-]{1,128}+)\\s{1,4}==([0-9.]{1,64}+)");

  private static final Pattern LOCKED =
      Pattern.compile("hackage: ([A-Za-z0-9-]{1,128})-([0-9][0-9.]{0,63}+)@.{0,256}");

  @Override
  public void read(InputStream content, EvidenceSink found) throws IOException {
    LineReader lines = new LineReader(content);
    Pattern pattern = fileName.startsWith("cabal") ? FROZEN : LOCKED;
    int count = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher each = pattern.matcher(line);
      if (line.length() <= 1024 && each.find() && count++ < MOST) {
        found.found(PackageFact.of("hackage", null, each.group(1), each.group(2)));
      }
    }
  }
}

package io.registrysidecar.inventory.lock;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dart's {@code pubspec.lock}: YAML as its package manager writes it, two spaces a level. */
final class PubspecLock implements LockFormat {

  private static final Pattern NAME = Pattern.compile(" {2}\"?(\\w{1,128}+)\"?:\\s*");
  private static final Pattern MEMBER =
      Pattern.compile(" {4}(source|version): \"?([^\"\\s]{1,128}+)\"?\\s*");

  @Override
  public String fileName() {
    return "pubspec.lock";
  }

  @Override
  public void read(InputStream content, EvidenceSink found) throws IOException {
    LineReader lines = new LineReader(content);
    @Nullable String name = null;
    boolean hosted = false;
    int count = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher begin = NAME.matcher(line);
      Matcher member = MEMBER.matcher(line);
      if (begin.matches()) {
        name = begin.group(1);
        hosted = false;
      } else if (name != null && member.matches()) {
        if (member.group(1).equals("source")) {
          // What comes with the SDK, or from a directory, has no version of its own.
          hosted = member.group(2).equals("hosted") || member.group(2).equals("git");
        } else if (hosted && count++ < MOST) {
          found.found(PackageFact.of("pub", null, name, member.group(2)));
        }
      }
    }
  }
}

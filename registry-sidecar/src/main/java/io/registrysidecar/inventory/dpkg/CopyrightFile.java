package io.registrysidecar.inventory.dpkg;

import io.registrysidecar.inventory.AboutPackage;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The licences that a package's {@code copyright} file names: the short names of a file that
 * programs can read ("Machine-readable debian/copyright file", 1.0), else the licences of {@code
 * /usr/share/common-licenses} that the text refers to.
 */
final class CopyrightFile {

  private static final int MOST = 50;
  private static final int LONGEST = 200;
  private static final int MOST_LINES = 50_000;
  private static final String FIELD = "License:";

  private static final Pattern COMMON =
      Pattern.compile("/usr/share/common-licenses/([A-Za-z0-9][A-Za-z0-9.+-]*[A-Za-z0-9])");

  private CopyrightFile() {}

  static void read(String name, LineReader lines, EvidenceSink found) throws IOException {
    Set<String> stated = new TreeSet<>();
    Set<String> referred = new TreeSet<>();
    String line = lines.next();
    boolean structured = line != null && line.startsWith("Format");
    while (line != null && lines.number() < MOST_LINES) {
      if (structured && line.regionMatches(true, 0, FIELD, 0, FIELD.length())) {
        add(stated, line.substring(FIELD.length()).strip());
      } else {
        Matcher common = COMMON.matcher(line);
        while (common.find()) {
          add(referred, common.group(1));
        }
      }
      line = lines.next();
    }
    Set<String> licenses = stated.isEmpty() ? referred : stated;
    if (!licenses.isEmpty()) {
      found.about(AboutPackage.licensed("deb", name, new ArrayList<>(licenses)));
    }
  }

  private static void add(Set<String> licenses, String license) {
    if (!license.isEmpty() && license.length() <= LONGEST && licenses.size() < MOST) {
      licenses.add(license);
    }
  }
}

package io.registrysidecar.inventory.apk;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.SourcePackage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code installed}: for each package lines of a letter, a colon and a value, then an
 * empty line. Upper-case letters after the first {@code F:} describe the package's files.
 */
final class InstalledFile {

  private static final String WANTED = "PVAoLm";

  private InstalledFile() {}

  static void read(LineReader lines, EvidenceSink found) throws IOException {
    Map<Character, String> fields = new HashMap<>();
    int start = 1;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isBlank()) {
        end(fields, start, found);
        start = lines.number() + 1;
      } else if (line.length() < 2 || line.charAt(1) != ':') {
        found.incomplete(
            "apk-package-broken", "line " + lines.number() + " is no field of a package");
      } else if (WANTED.indexOf(line.charAt(0)) >= 0) {
        fields.putIfAbsent(line.charAt(0), line.substring(2).strip());
      }
    }
    end(fields, start, found);
  }

  private static void end(Map<Character, String> fields, int line, EvidenceSink found) {
    if (fields.isEmpty()) {
      return;
    }
    String name = word(fields, 'P');
    String version = word(fields, 'V');
    if (name == null || version == null) {
      found.incomplete(
          "apk-package-broken",
          "the package at line "
              + line
              + " has no usable "
              + (name == null ? "name (P)" : "version (V)")
              + " and was left out");
    } else {
      String origin = word(fields, 'o');
      String license = fields.get('L');
      found.found(
          new PackageFact(
              "apk",
              null,
              name,
              version,
              word(fields, 'A'),
              new SourcePackage(origin == null ? name : origin, version),
              fields.get('m'),
              license == null || license.isEmpty() ? List.of() : List.of(license)));
    }
    fields.clear();
  }

  private static @Nullable String word(Map<Character, String> fields, char letter) {
    String value = fields.get(letter);
    return value == null || value.isEmpty() || value.indexOf(' ') >= 0 ? null : value;
  }
}

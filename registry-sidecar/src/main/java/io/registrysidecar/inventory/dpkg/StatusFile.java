package io.registrysidecar.inventory.dpkg;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A file of stanzas (deb-control(5)), one for each package, with empty lines between them. */
final class StatusFile {

  private static final Set<String> FIELDS =
      Set.of(
          "Package",
          "Status",
          "Version",
          "Architecture",
          "Source",
          "Maintainer",
          "Depends",
          "Pre-Depends",
          "Provides");

  private StatusFile() {}

  static void read(String type, LineReader lines, EvidenceSink found) throws IOException {
    Map<String, String> stanza = new HashMap<>();
    int start = 1;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isBlank()) {
        end(type, stanza, start, found);
        start = lines.number() + 1;
        continue;
      }
      int colon = line.indexOf(':');
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        continue;
      }
      if (colon < 0) {
        found.incomplete(
            "dpkg-stanza-broken", "line " + lines.number() + " is no field of a package");
      } else if (FIELDS.contains(line.substring(0, colon))) {
        stanza.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    end(type, stanza, start, found);
  }

  private static void end(String type, Map<String, String> stanza, int line, EvidenceSink found) {
    if (!stanza.isEmpty()) {
      DebPackage.of(type, stanza, line, found);
      stanza.clear();
    }
  }
}

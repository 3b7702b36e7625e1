package io.registrysidecar.inventory.cran;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@code DESCRIPTION}: fields as in Debian's control files. */
final class Description {

  private static final Set<String> FIELDS = Set.of("Package", "Version", "License", "Built");
  private static final int LONGEST = 512;

  private Description() {}

  /** Tells of the package; one without {@code Built} is a source that nobody has installed. */
  static void tell(LineReader lines, EvidenceSink found) throws IOException, MalformedEvidence {
    Map<String, String> fields = fields(lines);
    String name = value(fields, "Package");
    String version = value(fields, "Version");
    if (name == null || version == null) {
      throw new MalformedEvidence("it has no " + (name == null ? "Package" : "Version"));
    }
    if (fields.containsKey("Built")) {
      String license = value(fields, "License");
      found.found(
          PackageFact.of("cran", null, name, version)
              .licensed(license == null ? List.of() : List.of(license)));
    }
  }

  private static Map<String, String> fields(LineReader lines) throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon > 0 && FIELDS.contains(line.substring(0, colon))) {
        fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private static @Nullable String value(Map<String, String> fields, String field) {
    String value = fields.get(field);
    return value == null || value.isEmpty() || value.length() > LONGEST ? null : value;
  }
}

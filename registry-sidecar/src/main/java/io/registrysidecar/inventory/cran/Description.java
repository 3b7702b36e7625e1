package io.registrysidecar.inventory.cran;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code DESCRIPTION}: fields as in Debian's control files. */
final class Description {

  private static final Set<String> NEEDS = Set.of("Depends", "Imports", "LinkingTo");
  private static final Set<String> FIELDS =
      Set.of("Package", "Version", "License", "Built", "Depends", "Imports", "LinkingTo");

  private static final int LONGEST = 512;
  private static final int LONGEST_FIELD = 64 << 10;

  /** A name, before perhaps a version in parentheses. */
  private static final Pattern NEED = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9.]{0,127}+)");

  private Description() {}

  /**
   * Tells of the package; one without {@code Built} is a source that nobody has installed.
   *
   * @param directory what the directory of the package is called, which is like the package
   * @param expected whether it is where nothing else is called so
   */
  static void tell(LineReader lines, String directory, boolean expected, EvidenceSink found)
      throws IOException, MalformedEvidence {
    Map<String, String> fields = fields(lines);
    String name = value(fields, "Package");
    String version = value(fields, "Version");
    if (name == null || version == null) {
      if (expected) {
        throw new MalformedEvidence("it has no " + (name == null ? "Package" : "Version"));
      }
    } else if (fields.containsKey("Built") && name.equals(directory)) {
      String license = value(fields, "License");
      found.found(
          PackageFact.of("cran", null, name, version)
              .licensed(license == null ? List.of() : List.of(license))
              .with(Relations.needing(needs(fields))));
    }
  }

  private static Map<String, String> fields(LineReader lines) throws IOException {
    Map<String, String> fields = new HashMap<>();
    @Nullable String field = null;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isEmpty() && Character.isWhitespace(line.charAt(0))) {
        if (field != null && fields.getOrDefault(field, "").length() < LONGEST_FIELD) {
          fields.merge(field, " " + line.strip(), String::concat);
        }
        continue;
      }
      int colon = line.indexOf(':');
      String key = colon > 0 ? line.substring(0, colon) : "";
      field = FIELDS.contains(key) && !fields.containsKey(key) ? key : null;
      if (field != null) {
        fields.put(field, line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private static List<String> needs(Map<String, String> fields) {
    Set<String> needs = new LinkedHashSet<>();
    for (String field : NEEDS) {
      for (String each : fields.getOrDefault(field, "").split(",", -1)) {
        Matcher need = NEED.matcher(each);
        if (need.lookingAt() && !need.group(1).equals("R")) {
          needs.add(need.group(1));
        }
      }
    }
    return needs.stream().sorted().toList();
  }

  private static @Nullable String value(Map<String, String> fields, String field) {
    String value = fields.get(field);
    return value == null || value.isEmpty() || value.length() > LONGEST ? null : value;
  }
}

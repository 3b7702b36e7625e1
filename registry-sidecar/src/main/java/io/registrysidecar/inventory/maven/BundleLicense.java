package io.registrysidecar.inventory.maven;

import java.util.ArrayList;
import java.util.List;

/**
 * The header {@code Bundle-License} of a manifest (OSGi Core, 3.2.1.14): licences by name or
 * address, each with attributes after a semicolon, separated by commas outside of quotes.
 */
final class BundleLicense {

  private static final int MOST = 16;
  private static final int LONGEST = 256;

  /** Says that the licence is in the archive, and nothing else. */
  private static final String EXTERNAL = "<<EXTERNAL>>";

  private BundleLicense() {}

  static List<String> of(String header) {
    List<String> licenses = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= header.length(); i++) {
      char c = i == header.length() ? ',' : header.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && (!quoted || i == header.length())) {
        add(header.substring(start, i), licenses);
        start = i + 1;
      }
    }
    return licenses;
  }

  private static void add(String clause, List<String> licenses) {
    int end = clause.startsWith("\"") ? clause.indexOf('"', 1) : clause.indexOf(';');
    String name = (end < 0 ? clause : clause.substring(0, end)).replace("\"", "").strip();
    if (!name.isEmpty()
        && !name.equals(EXTERNAL)
        && name.length() <= LONGEST
        && !name.contains("${")
        && licenses.size() < MOST) {
      licenses.add(name);
    }
  }
}

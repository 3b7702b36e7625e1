package io.registrysidecar.inventory.pypi;

import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's core metadata: header fields as in a mail message, up to the first empty line. */
final class CoreMetadata {

  /** What packaging tools write where nobody stated a licence. */
  private static final Set<String> UNSTATED = Set.of("unknown", "none", "n/a");

  private static final String CLASSIFIER = "License :: ";
  private static final int LONGEST = 512;
  private static final int MOST = 2000;

  /** PEP 508. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private @Nullable String name;
  private @Nullable String version;
  private @Nullable String expression;
  private @Nullable String license;
  private final List<String> classified = new ArrayList<>();
  private final Set<String> needs = new LinkedHashSet<>();

  private CoreMetadata() {}

  static PackageFact read(LineReader lines) throws IOException, MalformedEvidence {
    CoreMetadata metadata = new CoreMetadata();
    String line = lines.next();
    while (line != null && !line.isBlank()) {
      int colon = line.indexOf(':');
      if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
        metadata.field(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      line = lines.next();
    }
    return metadata.fact();
  }

  private void field(String key, String value) {
    if (value.isEmpty() || value.length() > LONGEST) {
      return;
    }
    switch (key) {
      case "name" -> name = name == null ? value : name;
      case "version" -> version = version == null ? value : version;
      case "license-expression" -> expression = value;
      case "license" -> license = license == null ? value : license;
      case "requires-dist" -> requirement(value);
      case "classifier" -> {
        if (value.startsWith(CLASSIFIER)) {
          classified.add(classified(value));
        }
      }
      default -> {
        // Everything else says what a distribution needs or who made it.
      }
    }
  }

  /** A name, then perhaps extras, versions or an address, and after a semicolon a marker. */
  private void requirement(String value) {
    int semicolon = value.indexOf(';');
    Matcher distribution = NAME.matcher(value);
    if (distribution.lookingAt()
        && needs.size() < MOST
        && (semicolon < 0 || Marker.mayHold(value.substring(semicolon + 1)))) {
      needs.add(distribution.group());
    }
  }

  private PackageFact fact() throws MalformedEvidence {
    if (name == null || version == null) {
      throw new MalformedEvidence("it has no " + (name == null ? "Name" : "Version"));
    }
    return PackageFact.of("pypi", null, name, version)
        .licensed(licenses())
        .with(Relations.needing(List.copyOf(needs)));
  }

  /** The expression where there is one; else the text, unless it says less than the classifiers. */
  private List<String> licenses() {
    if (expression != null) {
      return List.of(expression);
    }
    if (license != null && !UNSTATED.contains(license.toLowerCase(Locale.ROOT))) {
      return List.of(license.startsWith(CLASSIFIER) ? classified(license) : license);
    }
    return List.copyOf(classified);
  }

  /** The last part of a classifier. */
  private static String classified(String classifier) {
    return classifier.substring(classifier.lastIndexOf(" :: ") + 4);
  }
}

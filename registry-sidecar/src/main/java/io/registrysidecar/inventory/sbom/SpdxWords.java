package io.registrysidecar.inventory.sbom;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of SPDX 2, which are the same in JSON and in tags and values. */
final class SpdxWords {

  private static final Pattern FOUND =
      Pattern.compile("found in layer (sha256:[0-9a-f]{64})(?: at ([^,]+))?.*", Pattern.DOTALL);

  /** As Trivy writes it. */
  private static final Pattern BUILT_FROM = Pattern.compile("built package from: (\\S+) (\\S+)");

  private SpdxWords() {}

  /** The kind of component that a primary package purpose names. */
  static String type(String purpose) {
    String type = purpose.toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (type) {
      case "install", "other", "source", "" -> "library";
      default -> type;
    };
  }

  /**
   * Where this program says that it found a package, what others say it was built from, or what
   * people call a distribution.
   */
  static void sourceInfo(SbomComponent component, String text) {
    Matcher found = FOUND.matcher(text);
    Matcher source = BUILT_FROM.matcher(text);
    if (source.matches()) {
      component.sourceName = source.group(1);
      component.sourceVersion = source.group(2);
    } else if (found.matches()) {
      component.layer = found.group(1);
      String path = found.group(2);
      if (path != null) {
        component.paths.add(path);
      }
    } else {
      component.description = text;
    }
  }

  static void license(SbomComponent component, String expression) {
    if (!expression.isEmpty() && !expression.equals("NOASSERTION") && !expression.equals("NONE")) {
      component.licenses.add(expression);
    }
  }

  /** Who, without the word that says whether that is a person. */
  static String agent(String text) {
    int colon = text.indexOf(": ");
    return colon < 0 ? "" : text.substring(colon + 2);
  }

  /** What one element is to another. */
  static void relationship(SbomContent content, String from, String type, String to)
      throws MalformedSbom {
    switch (type) {
      case "CONTAINS" -> content.contains(from, to);
      case "DEPENDS_ON" -> content.needs(from, to);
      case "DEPENDENCY_OF" -> content.needs(to, from);
      default -> {
        // What describes, or was made of, says nothing about what is installed.
      }
    }
  }
}

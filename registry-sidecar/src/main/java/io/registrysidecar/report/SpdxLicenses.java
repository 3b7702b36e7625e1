package io.registrysidecar.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Declared licences as SPDX wants them: an expression, in which what is not on the SPDX list is a
 * reference to the text that the component states (SPDX 2.3, clause 10).
 */
final class SpdxLicenses {

  private final Map<String, String> statedById = new TreeMap<>();

  /** The expression for what a component states; several licences all apply. */
  String declared(List<String> stated) {
    List<String> terms = stated.stream().filter(text -> !text.isBlank()).toList();
    if (terms.isEmpty()) {
      return SpdxPackage.NO_ASSERTION;
    }
    if (terms.size() == 1) {
      return expression(terms.getFirst());
    }
    return terms.stream()
        .map(this::expression)
        .map(term -> term.contains(" ") ? "(" + term + ")" : term)
        .collect(Collectors.joining(" AND "));
  }

  /** The texts that were referred to, by identifier. */
  Map<String, String> extracted() {
    return statedById;
  }

  private String expression(String text) {
    return LicenseNames.expression(text).orElseGet(() -> reference(text));
  }

  private String reference(String text) {
    String id = "LicenseRef-" + SpdxPackage.readable(text) + "-" + SpdxPackage.hash(text);
    statedById.put(id, text);
    return id;
  }
}

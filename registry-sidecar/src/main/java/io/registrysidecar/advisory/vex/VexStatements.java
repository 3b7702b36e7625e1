package io.registrysidecar.advisory.vex;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.inventory.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Statements of authors whom one believes, and what they change. Pure.
 *
 * <p>Of all statements about a finding the latest counts; of two of the same time the one that
 * suppresses less. A finding that is suppressed stays, with the statement in its reason. Malware
 * and ends of life are not vulnerabilities, so nothing is said of them.
 */
public final class VexStatements {

  private static final Comparator<VexStatement> LATEST =
      Comparator.comparing(VexStatement::time)
          .thenComparing(statement -> !statement.status().suppresses());

  private final Map<String, List<VexStatement>> byVulnerability = new HashMap<>();

  /** Believes these. */
  public VexStatements(List<VexStatement> statements) {
    for (VexStatement statement : statements) {
      for (String name : statement.vulnerabilities()) {
        byVulnerability.computeIfAbsent(key(name), _ -> new ArrayList<>()).add(statement);
      }
    }
  }

  /** The findings of an image, in their order, as they are in the light of the statements. */
  public List<Finding> apply(List<Finding> findings, VexSubject image) {
    if (byVulnerability.isEmpty()) {
      return findings;
    }
    return findings.stream()
        .map(finding ->
            about(finding, image).map(statement -> judged(finding, statement)).orElse(finding))
        .toList();
  }

  private Optional<VexStatement> about(Finding finding, VexSubject image) {
    if (finding.kind() != Kind.VULNERABILITY || finding.status() == Status.SUPPRESSED) {
      return Optional.empty();
    }
    return Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
        .flatMap(name -> byVulnerability.getOrDefault(key(name), List.of()).stream())
        .filter(statement ->
            statement.products().stream()
                .anyMatch(product -> means(product, finding.component(), image)))
        .max(LATEST);
  }

  /** The image, the named parts of it, or a package wherever it is. */
  private static boolean means(VexProduct product, Component component, VexSubject image) {
    if (image.isMeantBy(product)) {
      return product.subcomponents().isEmpty() || isOneOf(product.subcomponents(), component);
    }
    return product.subcomponents().isEmpty()
        && product.hashes().isEmpty()
        && isOneOf(product.identifiers(), component);
  }

  private static boolean isOneOf(List<String> identifiers, Component component) {
    return identifiers.stream()
        .anyMatch(identifier -> {
          VexPurl purl = VexPurl.parse(identifier);
          return purl != null && purl.means(component);
        });
  }

  private static Finding judged(Finding finding, VexStatement statement) {
    Status status =
        switch (statement.status()) {
          case NOT_AFFECTED, FIXED -> Status.SUPPRESSED;
          case UNDER_INVESTIGATION -> Status.UNDER_INVESTIGATION;
          case AFFECTED -> finding.fixed() == null ? Status.AFFECTED : Status.FIXED_AVAILABLE;
        };
    return finding.judged(status, statement.sentence() + "; otherwise: " + finding.reason());
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}

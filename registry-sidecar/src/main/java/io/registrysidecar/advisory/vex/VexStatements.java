package io.registrysidecar.advisory.vex;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.inventory.Component;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Statements of authors whom one believes, and what they change. Pure.
 *
 * <p>Of all statements about a finding the latest counts; of two of the same time the one that
 * suppresses less. A finding that is suppressed stays, with the statement in its reason, and so do
 * statements that were overruled. Of a finding that none is about, the reason tells of those that
 * come close to it, or are attached to the image. Malware and ends of life are not vulnerabilities,
 * so nothing is said of them.
 */
public final class VexStatements {

  private static final int MOST_TOLD = 3;

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
    return findings.stream().map(finding -> judged(finding, image)).toList();
  }

  private Finding judged(Finding finding, VexSubject image) {
    if (finding.kind() != Kind.VULNERABILITY || finding.status() == Status.SUPPRESSED) {
      return finding;
    }
    Set<VexStatement> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<VexStatement> said =
        Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
            .flatMap(name -> byVulnerability.getOrDefault(key(name), List.of()).stream())
            .filter(seen::add)
            .toList();
    List<VexStatement> meant =
        said.stream()
            .filter(statement ->
                statement.products().stream()
                    .anyMatch(product -> means(product, finding.component(), image)))
            .sorted(LATEST.reversed())
            .toList();
    if (!meant.isEmpty()) {
      return judged(finding, meant);
    }
    String missed = missed(said, finding, image);
    return missed.isEmpty() ? finding : finding.judged(finding.status(), finding.reason() + missed);
  }

  /** What was said of something else, although whoever said it may have meant this. */
  private static String missed(List<VexStatement> said, Finding finding, VexSubject image) {
    return told(
        said.stream()
            .flatMap(statement ->
                statement.products().stream()
                    .filter(product ->
                        statement.origin().attached()
                            || isClose(product, finding.component(), image))
                    .findFirst()
                    .map(product ->
                        "; not met by "
                            + statement.sentence()
                            + ": that is about "
                            + product.shown())
                    .stream()));
  }

  private static String told(Stream<String> all) {
    List<String> some = all.limit(MOST_TOLD + 1L).toList();
    return String.join("", some.subList(0, Math.min(some.size(), MOST_TOLD)))
        + (some.size() > MOST_TOLD ? "; and others" : "");
  }

  /** Another version, another digest, or another part. */
  private static boolean isClose(VexProduct product, Component component, VexSubject image) {
    return product.identifiers().stream()
        .anyMatch(each -> image.isCalledAs(each) || isCalled(component, each));
  }

  private static boolean isCalled(Component component, String identifier) {
    VexPurl purl = VexPurl.parse(identifier);
    return purl != null && purl.isCalledAs(component);
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

  /**
   * As the first of the statements says; what others say otherwise is told.
   *
   * @param meant at least one
   */
  private static Finding judged(Finding finding, List<VexStatement> meant) {
    VexStatement counts = meant.getFirst();
    Status status =
        switch (counts.status()) {
          case NOT_AFFECTED, FIXED -> Status.SUPPRESSED;
          case UNDER_INVESTIGATION -> Status.UNDER_INVESTIGATION;
          case AFFECTED -> finding.fixed() == null ? Status.AFFECTED : Status.FIXED_AVAILABLE;
        };
    String overruled =
        told(
            meant.stream()
                .filter(other -> other.status() != counts.status())
                .map(other -> "; overruled: " + other.sentence()));
    return finding.judged(
        status, counts.sentence() + overruled + "; otherwise: " + finding.reason());
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}

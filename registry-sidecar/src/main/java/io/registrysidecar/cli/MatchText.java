package io.registrysidecar.cli;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.Explainer;
import io.registrysidecar.advisory.match.Explanation;
import io.registrysidecar.advisory.match.Explanation.Verdict;
import io.registrysidecar.advisory.match.MatchResult;
import io.registrysidecar.advisory.match.Matcher;
import io.registrysidecar.advisory.match.Rule;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is known of a package and how it came to be known, for people. */
final class MatchText {

  private MatchText() {}

  static List<String> lines(
      Matcher matcher,
      AdvisoryDatabase database,
      Component component,
      @Nullable Distribution distribution,
      @Nullable Platform platform)
      throws UnusableDatabase {
    List<String> lines = new ArrayList<>();
    String release = component.release();
    lines.add(
        "%s: %s %s of %s"
            .formatted(
                component.purl(),
                component.name(),
                component.version(),
                release == null ? component.ecosystem() : component.ecosystem() + ":" + release));
    MatchResult result =
        matcher.match(
            new Inventory(distribution, List.of(component), List.of()), platform, database);
    lines.add("");
    List<Finding> findings = of(component, result);
    lines.add("Findings: " + findings.size());
    findings.forEach(finding -> lines.add("  " + finding(finding)));
    List<Explanation> explanations = new Explainer(database).explain(component, platform);
    for (Verdict verdict : Verdict.values()) {
      List<Explanation> some =
          explanations.stream().filter(one -> one.verdict() == verdict).toList();
      lines.add("");
      lines.add("Advisories " + verdict.name().toLowerCase(Locale.ROOT) + ": " + some.size());
      some.forEach(one -> lines.add("  " + explanation(one)));
    }
    lines.add("");
    lines.add("Not judged: " + result.notes().size());
    for (CoverageNote note : result.notes()) {
      lines.add("  " + note.code() + ": " + note.message());
    }
    return lines;
  }

  /** What was found of the component itself, and not of the distribution around it. */
  static List<Finding> of(Component component, MatchResult result) {
    return result.findings().stream()
        .filter(finding -> finding.component().equals(component))
        .toList();
  }

  private static String finding(Finding finding) {
    String fixed = finding.fixed();
    return "%s %s, %s%s"
        .formatted(
            finding.id(),
            finding.severity().name().toLowerCase(Locale.ROOT),
            finding.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            fixed == null ? "" : ": " + fixed);
  }

  private static String explanation(Explanation one) {
    Rule rule = one.rule();
    return "%s%s: %s %s %s: %s%s"
        .formatted(
            one.advisory(),
            one.names().isEmpty() ? "" : " (" + String.join(", ", one.names()) + ")",
            one.ecosystem(),
            one.name(),
            one.version(),
            one.reason(),
            rule == null ? "" : " (rule: " + rule.words() + ")");
  }
}

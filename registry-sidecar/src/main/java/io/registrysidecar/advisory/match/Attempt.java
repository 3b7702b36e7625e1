package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.advisory.match.ProblemGroups.Problem;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.version.ParsedVersion;
import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The matching of one component under way. */
final class Attempt {

  private final Component component;
  private final AdvisoryDatabase database;
  private final EcosystemRules rules;
  private final RangeEvaluator evaluator;
  private final RangeEvaluator evaluatorWithoutEpochs;
  private final FindingWriter writer;
  private final List<Hit> hits = new ArrayList<>();
  private final List<AffectedRow> misses = new ArrayList<>();
  private final Elsewhere elsewhere;
  private final SmallestUpgrade upgrade = new SmallestUpgrade();
  private final List<CoverageNote> notes = new ArrayList<>();

  /**
   * Begins.
   *
   * @param platform what the image runs on, or null when not known
   */
  Attempt(
      Component component,
      @Nullable Platform platform,
      AdvisoryDatabase database,
      EcosystemRules rules,
      VersionOrder order) {
    this.component = component;
    this.elsewhere = new Elsewhere(platform, database);
    this.database = database;
    this.rules = rules;
    this.evaluator = RangeEvaluator.withEpochs(order, rules);
    this.evaluatorWithoutEpochs = RangeEvaluator.withoutEpochs(order, rules);
    this.writer = new FindingWriter(database, evaluator, rules.isDistribution());
  }

  void look(String ecosystem, Wanted wanted, List<AffectedRow> rows) throws UnusableDatabase {
    RangeEvaluator versions = wanted.epochKnown() ? evaluator : evaluatorWithoutEpochs;
    ParsedVersion version;
    try {
      version = versions.parse(wanted.version());
    } catch (UnparsableVersion e) {
      notes.add(
          note(
              "version-unparsable",
              "%d advisories about %s %s were not applied: %s. Check this package by hand."
                  .formatted(rows.size(), ecosystem, wanted.name(), e.getMessage())));
      return;
    }
    for (AffectedRow row : rows) {
      evaluate(row, versions, version, wanted);
    }
  }

  private void evaluate(
      AffectedRow row, RangeEvaluator versions, ParsedVersion version, Wanted wanted)
      throws UnusableDatabase {
    try {
      Optional<RangeEvaluator.Inside> inside = versions.evaluate(row, version, wanted.version());
      if (inside.isPresent() && !elsewhere.has(row)) {
        Advisory advisory = database.advisory(row);
        String source = rules.isDistribution() ? component.ecosystem() : advisory.source();
        hits.add(new Hit(advisory, row, source, wanted.version(), inside.get()));
        upgrade.affected(wanted, versions, row, inside.get());
      } else if (inside.isEmpty()) {
        misses.add(row);
        upgrade.notAffected(wanted, row);
      }
    } catch (UnparsableVersion e) {
      notes.add(
          note(
              "advisory-unparsable",
              "%s was not applied to %s %s: %s. Check this package by hand."
                  .formatted(
                      database.advisory(row).id(),
                      wanted.name(),
                      wanted.version(),
                      e.getMessage())));
    }
  }

  MatchResult result() throws UnusableDatabase {
    dropOvertaken();
    List<Finding> findings = new ArrayList<>();
    List<Problem> problems = ProblemGroups.group(hits, cleared());
    @Nullable String lowest = problems.isEmpty() ? null : upgrade.version();
    for (Problem problem : problems) {
      findings.add(elsewhere.judge(writer.write(component, problem, lowest), problem));
    }
    findings.sort(Comparator.comparing(Finding::id));
    return new MatchResult(findings, notes);
  }

  /** Only needed, and only read, when an update for several problems is among the hits. */
  private List<Advisory> cleared() throws UnusableDatabase {
    List<Advisory> cleared = new ArrayList<>();
    if (hits.stream().anyMatch(Hit::isBundle)) {
      for (AffectedRow miss : misses) {
        cleared.add(database.advisory(miss));
      }
    }
    return cleared;
  }

  /**
   * What Red Hat says that it does about a problem holds as long as it has not done it: where an
   * update for the problem does not name this version any more, the update is the younger word.
   */
  private void dropOvertaken() throws UnusableDatabase {
    if (hits.stream().noneMatch(Attempt::isState)) {
      return;
    }
    Set<String> updated = new HashSet<>();
    for (AffectedRow miss : misses) {
      updated.addAll(database.advisory(miss).covers());
    }
    hits.removeIf(hit -> isState(hit) && updated.containsAll(hit.advisory().covers()));
  }

  private static boolean isState(Hit hit) {
    return hit.advisory().id().startsWith(PackageNames.RED_HAT_STATES);
  }

  private CoverageNote note(String code, String message) {
    return new CoverageNote(
        code,
        message,
        component.layer(),
        component.paths().isEmpty() ? null : component.paths().getFirst());
  }
}

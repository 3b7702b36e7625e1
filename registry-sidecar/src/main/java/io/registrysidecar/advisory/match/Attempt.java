package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.EcosystemRules.Terms;
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
  private final List<AffectedRow> missesOfOwnStream = new ArrayList<>();
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
      evaluate(ecosystem, row, versions, version, wanted);
    }
  }

  private void evaluate(
      String ecosystem,
      AffectedRow row,
      RangeEvaluator versions,
      ParsedVersion version,
      Wanted wanted)
      throws UnusableDatabase {
    try {
      Optional<RangeEvaluator.Inside> inside = versions.evaluate(row, version, wanted.version());
      if (inside.isPresent() && !elsewhere.has(row)) {
        Hit hit = hit(ecosystem, row, wanted, inside.get());
        hits.add(hit);
        upgrade.affected(wanted, versions, row, hit.inside());
      } else if (inside.isEmpty()) {
        misses.add(row);
        if (rules.isOfOwnStream(component, ecosystem, row)) {
          missesOfOwnStream.add(row);
        }
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

  private Hit hit(String ecosystem, AffectedRow row, Wanted wanted, RangeEvaluator.Inside inside)
      throws UnusableDatabase {
    Advisory advisory = database.advisory(row);
    String fixed = inside.fixed();
    Terms terms = fixed == null ? null : rules.terms(component, ecosystem, fixed);
    return new Hit(
        advisory,
        row,
        rules.isDistribution() ? component.ecosystem() : advisory.source(),
        wanted.version(),
        terms == null || terms.offered() ? inside : inside.withoutFix(),
        rules.isOfOwnStream(component, ecosystem, row),
        terms == null ? null : terms.words());
  }

  MatchResult result() throws UnusableDatabase {
    dropOvertaken();
    dropOtherStreams();
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

  /** What the component's own stream says of a problem goes before what other streams say. */
  private void dropOtherStreams() throws UnusableDatabase {
    Set<String> said = new HashSet<>();
    for (AffectedRow miss : missesOfOwnStream) {
      said.addAll(database.advisory(miss).covers());
    }
    for (Hit hit : hits) {
      if (hit.ownStream()) {
        said.addAll(hit.advisory().covers());
      }
    }
    if (said.isEmpty()) {
      return;
    }
    List<Hit> kept = new ArrayList<>();
    for (Hit hit : hits) {
      List<String> covers = hit.advisory().covers();
      List<String> others = covers.stream().filter(cve -> !said.contains(cve)).toList();
      if (hit.ownStream() || others.size() == covers.size()) {
        kept.add(hit);
      } else if (!others.isEmpty()) {
        kept.add(hit.about(others));
      }
    }
    hits.clear();
    hits.addAll(kept);
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

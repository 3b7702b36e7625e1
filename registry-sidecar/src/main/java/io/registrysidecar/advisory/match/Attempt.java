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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The matching of one component under way. */
final class Attempt implements Candidates.Visitor {

  private final Component component;
  private final AdvisoryDatabase database;
  private final EcosystemRules rules;
  private final RangeEvaluator evaluator;
  private final RangeEvaluator evaluatorWithoutEpochs;
  private final FindingWriter writer;
  private final Witness witness;
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
   * @param witness sees what becomes of every row
   */
  Attempt(
      Component component,
      @Nullable Platform platform,
      AdvisoryDatabase database,
      EcosystemRules rules,
      VersionOrder order,
      Witness witness) {
    this.component = component;
    this.witness = witness;
    this.elsewhere = new Elsewhere(platform, database);
    this.database = database;
    this.rules = rules;
    this.evaluator = RangeEvaluator.withEpochs(order, rules);
    this.evaluatorWithoutEpochs = RangeEvaluator.withoutEpochs(order, rules);
    this.writer = new FindingWriter(database, evaluator, rules.isDistribution());
  }

  @Override
  public void rows(String ecosystem, Wanted wanted, List<AffectedRow> rows)
      throws UnusableDatabase {
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
      for (AffectedRow row : rows) {
        witness.became(row, new Outcome.Unknown(String.valueOf(e.getMessage())));
      }
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
      if (!rules.isOfSeries(component, wanted, row, inside.isPresent())) {
        witness.became(row, new Outcome.OtherSeries(inside.isPresent()));
      } else if (inside.isPresent() && elsewhere.has(row)) {
        witness.became(row, new Outcome.Elsewhere(inside.get()));
      } else if (inside.isPresent()) {
        Hit hit = hit(ecosystem, row, wanted, inside.get());
        hits.add(hit);
        upgrade.affected(wanted, versions, row, hit.inside());
        witness.became(row, new Outcome.Affected(inside.get(), hit.terms()));
      } else {
        witness.became(row, new Outcome.NotAffected());
        misses.add(row);
        if (rules.isOfOwnStream(component, ecosystem, row)) {
          missesOfOwnStream.add(row);
        }
        upgrade.notAffected(wanted, row);
      }
    } catch (UnparsableVersion e) {
      witness.became(row, new Outcome.Unknown(String.valueOf(e.getMessage())));
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
    Terms terms = fixed == null ? null : rules.terms(component, ecosystem, advisory.id(), fixed);
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
    List<Advisory> cleared = cleared();
    List<Problem> problems = ProblemGroups.group(hits, cleared);
    Settled.tell(hits, cleared, problems, witness);
    @Nullable String lowest = problems.isEmpty() ? null : upgrade.version();
    for (Problem problem : problems) {
      Finding finding = writer.write(component, problem, lowest);
      Finding judged = elsewhere.judge(finding, problem);
      if (!judged.equals(finding)) {
        problem
            .hits()
            .forEach(hit -> witness.became(hit.row(), new Outcome.Suppressed(judged.reason())));
      }
      findings.add(judged);
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
    Map<String, String> updated = new HashMap<>();
    for (AffectedRow miss : misses) {
      say(database.advisory(miss), updated);
    }
    List<Hit> kept = new ArrayList<>();
    for (Hit hit : hits) {
      if (isState(hit) && updated.keySet().containsAll(hit.advisory().covers())) {
        witness.became(
            hit.row(),
            new Outcome.Overruled(Rule.UPDATE_BEFORE_STATE, by(hit.advisory().covers(), updated)));
      } else {
        kept.add(hit);
      }
    }
    replaceHits(kept);
  }

  /** What the component's own stream says of a problem goes before what other streams say. */
  private void dropOtherStreams() throws UnusableDatabase {
    Map<String, String> said = new HashMap<>();
    for (AffectedRow miss : missesOfOwnStream) {
      say(database.advisory(miss), said);
    }
    for (Hit hit : hits) {
      if (hit.ownStream()) {
        say(hit.advisory(), said);
      }
    }
    if (said.isEmpty()) {
      return;
    }
    List<Hit> kept = new ArrayList<>();
    for (Hit hit : hits) {
      List<String> covers = hit.advisory().covers();
      List<String> others = covers.stream().filter(cve -> !said.containsKey(cve)).toList();
      if (hit.ownStream() || others.size() == covers.size()) {
        kept.add(hit);
        continue;
      }
      List<String> decided = covers.stream().filter(said::containsKey).toList();
      if (others.isEmpty()) {
        witness.became(hit.row(), new Outcome.Overruled(Rule.OWN_STREAM, by(decided, said)));
      } else {
        kept.add(hit.about(others));
        witness.became(
            hit.row(), new Outcome.Lessened(Rule.OWN_STREAM, decided, by(decided, said)));
      }
    }
    replaceHits(kept);
  }

  /** Remembers which advisory says something of problems; of several the first. */
  private static void say(Advisory advisory, Map<String, String> said) {
    for (String cve : advisory.covers()) {
      said.putIfAbsent(cve, advisory.id());
    }
  }

  /** The advisories that say something of problems. */
  private static String by(List<String> problems, Map<String, String> said) {
    return problems.stream().map(said::get).distinct().collect(Collectors.joining(", "));
  }

  private void replaceHits(List<Hit> kept) {
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

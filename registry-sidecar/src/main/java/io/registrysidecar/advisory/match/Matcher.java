package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.EcosystemRules.Wanted;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.version.ParsedVersion;
import io.registrysidecar.version.UnparsableVersion;
import io.registrysidecar.version.VersionOrder;
import io.registrysidecar.version.VersionOrders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the advisories that components match. Apart from the clock, by which the database's age is
 * judged, a pure function.
 *
 * <p>A component's findings depend on nothing but the component and the database, so they can be
 * kept and shared by every image that has it ({@link #match(Component, AdvisoryDatabase)}). What an
 * image adds, {@link #coverage} and {@link Ownership} say; {@link #match(Inventory,
 * AdvisoryDatabase)} does all of it.
 */
public final class Matcher {

  /** How old the newest record may be, unless configured otherwise. */
  public static final Duration DEFAULT_STALE_AFTER = Duration.ofDays(7);

  private static final Comparator<Finding> FINDING_ORDER =
      Comparator.comparing((Finding finding) -> finding.component().purl())
          .thenComparing(Finding::id);

  private final Coverage coverage;

  /**
   * Creates a matcher.
   *
   * @param clock tells the age of a database
   * @param staleAfter age of the newest record from which on the result says that the database is
   *     stale
   */
  public Matcher(InstantSource clock, Duration staleAfter) {
    this.coverage = new Coverage(clock, staleAfter);
  }

  /**
   * Matches everything that an image contains.
   *
   * @throws UnusableDatabase if the database turns out to be damaged
   */
  public MatchResult match(Inventory inventory, AdvisoryDatabase database) throws UnusableDatabase {
    List<Finding> found = new ArrayList<>();
    List<CoverageNote> notes = new ArrayList<>(coverage(inventory, database));
    for (Component component : inventory.components()) {
      MatchResult result = match(component, database);
      found.addAll(result.findings());
      notes.addAll(result.notes());
    }
    List<Finding> findings = new ArrayList<>(Ownership.of(inventory, database).apply(found));
    findings.sort(FINDING_ORDER);
    return new MatchResult(findings, notes);
  }

  /**
   * Matches one component by itself.
   *
   * @throws UnusableDatabase if the database turns out to be damaged
   */
  public MatchResult match(Component component, AdvisoryDatabase database) throws UnusableDatabase {
    EcosystemRules rules = Ecosystems.rulesOf(component.ecosystem());
    Optional<VersionOrder> order = VersionOrders.forEcosystem(component.ecosystem());
    if (order.isEmpty() || rules.isForeign(component)) {
      return new MatchResult(List.of(), List.of());
    }
    Attempt attempt = new Attempt(component, database, rules, order.get());
    Candidates.visit(component, rules, database, attempt::look);
    return attempt.result();
  }

  /**
   * What of this image the database cannot judge, whatever the versions: its own age, releases and
   * ecosystems without advisories, packages that others built.
   */
  public List<CoverageNote> coverage(Inventory inventory, AdvisoryDatabase database) {
    return coverage.of(inventory, database.info());
  }

  /** The matching of one component under way. */
  private static final class Attempt {

    private final Component component;
    private final AdvisoryDatabase database;
    private final EcosystemRules rules;
    private final RangeEvaluator evaluator;
    private final RangeEvaluator evaluatorWithoutEpochs;
    private final FindingWriter writer;
    private final List<Hit> hits = new ArrayList<>();
    private final List<AffectedRow> misses = new ArrayList<>();
    private final List<CoverageNote> notes = new ArrayList<>();

    Attempt(
        Component component, AdvisoryDatabase database, EcosystemRules rules, VersionOrder order) {
      this.component = component;
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
        if (inside.isPresent()) {
          Advisory advisory = database.advisory(row);
          String source = rules.isDistribution() ? component.ecosystem() : advisory.source();
          hits.add(new Hit(advisory, row, source, wanted.version(), inside.get()));
        } else {
          misses.add(row);
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
      List<Finding> findings = new ArrayList<>();
      for (ProblemGroups.Problem problem : ProblemGroups.group(hits, cleared())) {
        findings.add(writer.write(component, problem));
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

    private CoverageNote note(String code, String message) {
      return new CoverageNote(
          code,
          message,
          component.layer(),
          component.paths().isEmpty() ? null : component.paths().getFirst());
    }
  }
}

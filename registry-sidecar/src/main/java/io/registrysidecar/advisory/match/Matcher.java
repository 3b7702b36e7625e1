package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.version.VersionOrder;
import io.registrysidecar.version.VersionOrders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the advisories that components match. Apart from the clock, by which the database's age and
 * ends of life are judged, a pure function.
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
  private final EndOfLife endOfLife;

  /**
   * Creates a matcher.
   *
   * @param clock tells the age of a database
   * @param staleAfter age of the newest record from which on the result says that the database is
   *     stale
   */
  public Matcher(InstantSource clock, Duration staleAfter) {
    this.coverage = new Coverage(clock, staleAfter);
    this.endOfLife = new EndOfLife(clock);
  }

  /**
   * Matches everything that an image for a platform that is not known contains.
   *
   * @throws UnusableDatabase if the database turns out to be damaged
   * @throws CancellationException if the thread was interrupted
   */
  public MatchResult match(Inventory inventory, AdvisoryDatabase database) throws UnusableDatabase {
    return match(inventory, null, database);
  }

  /**
   * Matches everything that an image contains, and says what of it gets no more fixes.
   *
   * @param platform what the image runs on; null when not known, then as Linux on any processor
   * @throws UnusableDatabase if the database turns out to be damaged
   * @throws CancellationException if the thread was interrupted
   */
  public MatchResult match(
      Inventory inventory, @Nullable Platform platform, AdvisoryDatabase database)
      throws UnusableDatabase {
    List<Finding> found = new ArrayList<>();
    Ownership ownership = Ownership.of(inventory, database);
    List<CoverageNote> notes =
        new ArrayList<>(coverage(ownership.withoutOwned(inventory), database));
    for (Component component : inventory.components()) {
      MatchResult result = match(component, platform, database);
      found.addAll(result.findings());
      notes.addAll(result.notes());
    }
    List<Finding> findings = new ArrayList<>(ownership.apply(found));
    EndOfLife.Outcome ended = endOfLife.of(inventory, database);
    findings.addAll(ended.findings());
    notes.addAll(ended.notes());
    findings.sort(FINDING_ORDER);
    return new MatchResult(findings, notes, ended.end());
  }

  /**
   * Matches one component by itself, whatever it runs on.
   *
   * @throws UnusableDatabase if the database turns out to be damaged
   * @throws CancellationException if the thread was interrupted
   */
  public MatchResult match(Component component, AdvisoryDatabase database) throws UnusableDatabase {
    return match(component, null, database);
  }

  private MatchResult match(
      Component component, @Nullable Platform platform, AdvisoryDatabase database)
      throws UnusableDatabase {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while matching");
    }
    EcosystemRules rules = Ecosystems.rulesOf(component.ecosystem());
    Optional<VersionOrder> order = VersionOrders.forEcosystem(component.ecosystem());
    if (order.isEmpty() || rules.isForeign(component)) {
      return new MatchResult(List.of(), List.of());
    }
    Attempt attempt = new Attempt(component, platform, database, rules, order.get());
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
}

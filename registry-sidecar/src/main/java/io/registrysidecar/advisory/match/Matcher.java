package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Platform;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

  private final Coverage coverage;
  private final EndOfLife endOfLife;
  private final MatchThreads threads;

  /**
   * Creates a matcher that works on its caller's thread alone.
   *
   * @param clock tells the age of a database
   * @param staleAfter age of the newest record from which on the result says that the database is
   *     stale
   */
  public Matcher(InstantSource clock, Duration staleAfter) {
    this(clock, staleAfter, 0);
  }

  /**
   * The same, which has large inventories matched by several threads.
   *
   * @param helpers how many may work besides the callers, for all of them together
   */
  public Matcher(InstantSource clock, Duration staleAfter, int helpers) {
    this.coverage = new Coverage(clock, staleAfter);
    this.endOfLife = new EndOfLife(clock);
    this.threads = helpers == 0 ? MatchThreads.NONE : new MatchThreads(helpers);
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
    Answers answers = new Answers(platform, database, Witness.NONE);
    for (MatchResult result : answers.about(inventory.components(), threads)) {
      found.addAll(result.findings());
      notes.addAll(result.notes());
    }
    List<Finding> findings = new ArrayList<>(ownership.apply(found));
    EndOfLife.Outcome ended = endOfLife.of(inventory, database);
    findings.addAll(ended.findings());
    notes.addAll(ended.notes());
    findings.sort(Matcher::byComponent);
    return new MatchResult(findings, notes, ended.end());
  }

  /**
   * Matches one component by itself, whatever it runs on.
   *
   * @throws UnusableDatabase if the database turns out to be damaged
   * @throws CancellationException if the thread was interrupted
   */
  public MatchResult match(Component component, AdvisoryDatabase database) throws UnusableDatabase {
    return new Answers(null, database, Witness.NONE).about(component);
  }

  /**
   * What of this image the database cannot judge, whatever the versions: its own age, releases and
   * ecosystems without advisories, packages that others built.
   */
  public List<CoverageNote> coverage(Inventory inventory, AdvisoryDatabase database) {
    return coverage.of(inventory, database.info());
  }

  /** By package URL, then identifier. Most neighbours are of one component. */
  private static int byComponent(Finding a, Finding b) {
    String purl = a.component().purl();
    String other = b.component().purl();
    int order = purl.equals(other) ? 0 : purl.compareTo(other);
    return order == 0 ? a.id().compareTo(b.id()) : order;
  }
}

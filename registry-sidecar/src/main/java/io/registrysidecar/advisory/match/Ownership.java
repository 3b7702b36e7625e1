package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.DatabaseInfo;
import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a distribution's verdict win about what it packages itself: it repairs without changing
 * upstream's version number, so upstream's advisories would be wrong about these files. They are
 * suppressed, not dropped. Where the distribution has no advisories for its release, or did not
 * build the package, nothing is suppressed.
 */
public final class Ownership {

  /** Package URLs of owners about which a distribution has the last word. */
  private final Set<String> judged = new HashSet<>();

  private Ownership() {}

  /** Who owns what in this image, as far as the database has the owners' verdict. */
  public static Ownership of(Inventory inventory, AdvisoryDatabase database) {
    Set<String> owners = new HashSet<>();
    for (Component component : inventory.components()) {
      if (component.ownedBy() != null) {
        owners.add(component.ownedBy());
      }
    }
    Ownership ownership = new Ownership();
    for (Component component : inventory.components()) {
      if (owners.contains(component.purl()) && isJudged(component, database.info())) {
        ownership.judged.add(component.purl());
      }
    }
    return ownership;
  }

  private static boolean isJudged(Component component, DatabaseInfo database) {
    EcosystemRules rules = Ecosystems.rulesOf(component.ecosystem());
    return rules.isDistribution()
        && !rules.isForeign(component)
        && rules.ecosystems(component).stream().anyMatch(database.rows()::containsKey);
  }

  /**
   * The findings of this image's components, with those suppressed about which a distribution has
   * the last word.
   */
  public List<Finding> apply(List<Finding> findings) {
    return findings.stream().map(this::apply).toList();
  }

  /**
   * What a distribution has not the last word about; nobody needs other advisories for the rest.
   */
  Inventory withoutOwned(Inventory inventory) {
    return new Inventory(
        inventory.distribution(),
        inventory.components().stream()
            .filter(
                component -> component.ownedBy() == null || !judged.contains(component.ownedBy()))
            .toList(),
        inventory.notes());
  }

  private Finding apply(Finding finding) {
    @Nullable String owner = finding.component().ownedBy();
    if (owner == null || !judged.contains(owner)) {
      return finding;
    }
    return finding.judged(
        Status.SUPPRESSED,
        "%s belongs to %s, about which its distribution's advisories decide"
            .formatted(finding.component().name(), owner));
  }
}

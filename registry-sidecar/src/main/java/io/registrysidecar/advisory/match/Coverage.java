package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.DatabaseInfo;
import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.version.VersionOrders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what a database cannot judge, so that nobody takes silence for safety.
 *
 * <p>A release that its distribution no longer tracks keeps a few old advisories and looks almost
 * clean. It is told by having less than a {@linkplain #PARTLY fifth} of the rows of the best
 * covered release.
 *
 * @param clock tells how old the database is
 * @param staleAfter age of its newest record from which on it is stale
 */
record Coverage(InstantSource clock, Duration staleAfter) {

  private static final int PARTLY = 5;
  private static final int EXAMPLES = 5;

  List<CoverageNote> of(Inventory inventory, DatabaseInfo database) {
    List<CoverageNote> notes = new ArrayList<>();
    age(database, notes);
    Map<String, List<Component>> byEcosystem = new TreeMap<>();
    List<Component> foreign = new ArrayList<>();
    for (Component component : inventory.components()) {
      EcosystemRules rules = Ecosystems.rulesOf(component.ecosystem());
      if (rules.isForeign(component)) {
        foreign.add(component);
      } else {
        byEcosystem
            .computeIfAbsent(rules.ecosystems(component).getFirst(), any -> new ArrayList<>())
            .add(component);
      }
    }
    byEcosystem.forEach(
        (name, components) -> ecosystem(name, components, inventory, database, notes));
    foreign(foreign, notes);
    return notes;
  }

  private void age(DatabaseInfo database, List<CoverageNote> notes) {
    if (database.sample()) {
      notes.add(
          CoverageNote.of(
              "advisory-database-sample",
              "The advisory database is the small sample that ships with the program. Load the full"
                  + " data: registry-sidecar db import."));
      return;
    }
    Instant newest = database.newestRecord();
    if (newest == null) {
      notes.add(
          CoverageNote.of(
              "advisory-database-stale",
              "The age of the advisory database is unknown. Import current advisories:"
                  + " registry-sidecar db import."));
    } else {
      Duration age = Duration.between(newest, clock.instant());
      // The message does not say how old exactly: a result that differed every day would be
      // published again every day.
      if (age.compareTo(staleAfter) > 0) {
        notes.add(
            CoverageNote.of(
                "advisory-database-stale",
                "The newest advisory is of %s, more than %d days ago; what was published since was not matched. Import current advisories: registry-sidecar db import."
                    .formatted(newest, staleAfter.toDays())));
      }
    }
  }

  private void ecosystem(
      String name,
      List<Component> components,
      Inventory inventory,
      DatabaseInfo database,
      List<CoverageNote> notes) {
    Component one = components.getFirst();
    EcosystemRules rules = Ecosystems.rulesOf(one.ecosystem());
    int rows =
        rules.ecosystems(one).stream()
            .mapToInt(ecosystem -> database.rows().getOrDefault(ecosystem, 0))
            .sum();
    if (VersionOrders.forEcosystem(one.ecosystem()).isEmpty()) {
      notes.add(
          CoverageNote.of(
              "ecosystem-not-covered",
              "Packages of %s cannot be matched with advisories yet: %s."
                  .formatted(name, examples(components))));
    } else if (rows == 0 && rules.isDistribution()) {
      notes.add(
          CoverageNote.of(
              "os-release-not-covered",
              "The advisory database has nothing about %s, so %s were not matched. If the release is supported, import its advisories; if not, move to one that is."
                  .formatted(described(name, inventory), examples(components))));
    } else if (rows == 0) {
      notes.add(
          CoverageNote.of(
              "ecosystem-not-covered",
              "The advisory database has nothing about %s, so %s were not matched. Import advisories that include it: registry-sidecar db import."
                  .formatted(name, examples(components))));
    } else if (rules.isDistribution() && isPartly(rows, one.ecosystem(), database)) {
      notes.add(
          CoverageNote.of(
              "os-release-partly-covered",
              "The advisory database has only %d entries about %s, far fewer than about other releases: it is out of support or too new, and most of its problems are not listed. Move to a supported release."
                  .formatted(rows, described(name, inventory))));
    }
  }

  /** A sample is uneven by nature. */
  private static boolean isPartly(int rows, String ecosystem, DatabaseInfo database) {
    int best =
        database.rows().entrySet().stream()
            .filter(entry -> PackageNames.baseOf(entry.getKey()).equals(ecosystem))
            .mapToInt(Map.Entry::getValue)
            .max()
            .orElse(0);
    return !database.sample() && rows < best / PARTLY;
  }

  private static void foreign(List<Component> foreign, List<CoverageNote> notes) {
    if (!foreign.isEmpty()) {
      notes.add(
          CoverageNote.of(
              "foreign-package",
              "The distribution did not build these packages, so its advisories do not apply and they were not matched: %s. Check them with their vendors."
                  .formatted(examples(foreign))));
    }
  }

  private static String described(String name, Inventory inventory) {
    return inventory.distribution() == null
        ? name
        : name + " (" + inventory.distribution().prettyName() + ")";
  }

  private static String examples(List<Component> components) {
    String first =
        components.stream()
            .limit(EXAMPLES)
            .map(component -> component.name() + " " + component.version())
            .collect(Collectors.joining(", "));
    int more = components.size() - EXAMPLES;
    return Stream.of(first, more > 0 ? "and " + more + " more" : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}

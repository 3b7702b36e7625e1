package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.FileEvidence.PackageAt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What files in an image claim to be installed, beside what is seen to be. A lock file says what
 * somebody once wished for: it counts only where nothing of its ecosystem is seen. A bill of
 * materials is believed about what cannot be seen, and that is said.
 */
public final class Claims {

  /** The detector of lock files. */
  public static final String LOCK_FILES = "lock-file";

  /** The detector of .NET assemblies. */
  public static final String ASSEMBLIES = "dotnet-assembly";

  /** The detector of what Cargo installed, which does not say what that was built with. */
  public static final String CRATES = "cargo-install";

  /** The detector of what is installed only where something leads to it. */
  public static final String LINKED = "npm-linked";

  /** The detector of bills of materials. */
  public static final String BILLS = "embedded-sbom";

  private final Set<String> seenTypes = new HashSet<>();
  private final Set<PackageFact> seen = new HashSet<>();
  private final Map<String, int[]> bills = new TreeMap<>();
  private final Map<String, Integer> believedLocks = new TreeMap<>();
  private int believedAssemblies;

  Claims() {}

  static boolean isClaim(String detector) {
    return detector.equals(LOCK_FILES) || detector.equals(BILLS) || detector.equals(ASSEMBLIES);
  }

  /** Takes what {@code detector} saw, before the first claim is asked about. */
  void see(String detector, FileEvidence file) {
    for (PackageAt each : file.packages()) {
      if (!detector.equals(CRATES)) {
        seenTypes.add(each.fact().type());
      }
      seen.add(identity(each.fact()));
    }
  }

  /** Which of the packages that {@code detector} found in {@code file} are to be believed. */
  List<PackageAt> believed(String detector, FileEvidence file) {
    List<PackageAt> believed = new ArrayList<>();
    boolean bill = detector.equals(BILLS);
    for (PackageAt each : file.packages()) {
      boolean known =
          bill ? seen.contains(identity(each.fact())) : seenTypes.contains(each.fact().type());
      if (!known) {
        believed.add(each);
      }
    }
    if (bill && !file.packages().isEmpty()) {
      bills.put(file.path(), new int[] {file.packages().size(), believed.size()});
    } else if (detector.equals(ASSEMBLIES)) {
      believedAssemblies += believed.size();
    } else if (!believed.isEmpty()) {
      believedLocks.put(file.path(), believed.size());
    }
    return believed;
  }

  /** What was believed. */
  List<CoverageNote> notes() {
    List<CoverageNote> notes = new ArrayList<>();
    bills.forEach((path, counts) ->
        notes.add(
            new CoverageNote(
                "sbom-embedded",
                ("of %d packages in this bill of materials, %d were found in the image itself; the"
                        + " other %d were believed")
                    .formatted(counts[0], counts[0] - counts[1], counts[1]),
                null,
                path)));
    believedLocks.forEach((path, count) ->
        notes.add(
            new CoverageNote(
                "lock-file-believed",
                ("nothing but this lock file says which packages are installed; the %d that it"
                        + " lists were believed")
                    .formatted(count),
                null,
                path)));
    if (believedAssemblies > 0) {
      notes.add(
          CoverageNote.of(
              "assemblies-believed",
              ("no deps.json tells the packages of .NET programs in this image; %d assemblies were"
                      + " taken for packages of the same name and version")
                  .formatted(believedAssemblies)));
    }
    return notes;
  }

  private static PackageFact identity(PackageFact fact) {
    String name = fact.type().equals("pypi") ? PackageUrls.normalized(fact.name()) : fact.name();
    return PackageFact.of(fact.type(), fact.namespace(), name, fact.version());
  }
}

package io.registrysidecar.report;

import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two images.
 *
 * @param before the report of the one
 * @param after the report of the other
 * @param packages packages that only one has, or that both have in other versions, by ecosystem and
 *     name
 * @param findings findings that only one has, or that are judged otherwise, worst first
 */
public record Comparison(
    Report before, Report after, List<PackageChange> packages, List<FindingChange> findings) {

  /** Copies the lists. */
  public Comparison {
    packages = List.copyOf(packages);
    findings = List.copyOf(findings);
  }

  /** What became of something. */
  public enum Change {
    /** Only the second image has it. */
    ADDED,
    /** Only the first image has it. */
    REMOVED,
    /** Both have it, but not alike. */
    CHANGED;

    static Change of(boolean before, boolean after) {
      return before && after ? CHANGED : after ? ADDED : REMOVED;
    }

    /** The word, in lower case. */
    public String word() {
      return switch (this) {
        case ADDED -> "added";
        case REMOVED -> "removed";
        case CHANGED -> "changed";
      };
    }
  }

  /**
   * A package, with every version that is installed.
   *
   * @param ecosystem its ecosystem
   * @param name its name
   * @param before versions in the one image, sorted; empty when it is not there
   * @param after versions in the other, as above
   */
  public record PackageChange(
      String ecosystem, String name, List<String> before, List<String> after) {
    /** Copies the lists. */
    public PackageChange {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /** What became of it. */
    public Change change() {
      return Change.of(!before.isEmpty(), !after.isEmpty());
    }
  }

  /**
   * A problem of a package, whatever its version.
   *
   * @param id the identifier that most people search for
   * @param component the package URL without version
   * @param before the worst such finding in the one image, or null
   * @param after the worst in the other, or null
   */
  public record FindingChange(
      String id, String component, @Nullable FindingInfo before, @Nullable FindingInfo after) {

    /** What became of it. */
    public Change change() {
      return Change.of(before != null, after != null);
    }
  }
}

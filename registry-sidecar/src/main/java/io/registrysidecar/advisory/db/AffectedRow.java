package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Cvss;
import io.registrysidecar.advisory.PlatformScope;
import io.registrysidecar.advisory.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one advisory says of one package in one release.
 *
 * @param advisory number of the advisory in its database
 * @param ranges affected ranges, each of which is enough; each a list of where it begins and ends
 * @param versions affected versions listed one by one; only where there are no ranges
 * @param status what the vendor does about it as long as there is no fix
 * @param severity in the publisher's own words for this package, or null
 * @param cvss rating for this package, or null
 * @param scope the platforms that it is affected on
 */
public record AffectedRow(
    int advisory,
    List<List<Bound>> ranges,
    List<String> versions,
    Finding.Status status,
    @Nullable Severity severity,
    @Nullable Cvss cvss,
    PlatformScope scope) {

  /** The version of the fix that was published last in the row's ranges, or null without any. */
  public @Nullable String lastFix() {
    String fix = null;
    for (List<Bound> range : ranges) {
      for (Bound bound : range) {
        fix = bound.kind() == Kind.FIXED ? bound.version() : fix;
      }
    }
    return fix;
  }

  /**
   * Where a range begins or ends.
   *
   * @param kind what happens here
   * @param version where
   */
  public record Bound(Kind kind, String version) {}

  /** What happens at a bound. */
  public enum Kind {
    /** Affected from here on; the version {@code 0} is before every other. */
    INTRODUCED,
    /** No longer affected from here on. */
    FIXED,
    /** No longer affected after this. */
    LAST_AFFECTED,
    /** Not known to be affected from here on, though nobody says that it is fixed. */
    LAST_KNOWN
  }
}

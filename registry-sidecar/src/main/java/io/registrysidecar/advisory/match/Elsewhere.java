package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.PlatformScope;
import io.registrysidecar.advisory.db.Advisory;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AffectedRow;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.advisory.match.ProblemGroups.Problem;
import io.registrysidecar.oci.Platform;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a component's advisories is about other platforms than that of its image.
 *
 * <p>Most advisories say nothing about platforms; one that does knows more. So what the others say
 * of the same problem is suppressed, and not hidden.
 */
final class Elsewhere {

  private final @Nullable Platform platform;
  private final AdvisoryDatabase database;

  /** Why problems are not here, by all their names. */
  private final Map<String, String> reasons = new HashMap<>();

  Elsewhere(@Nullable Platform platform, AdvisoryDatabase database) {
    this.platform = platform;
    this.database = database;
  }

  /** Whether a row that has the installed version is about other platforms; remembers it if so. */
  boolean has(AffectedRow row) throws UnusableDatabase {
    if (row.scope().includes(platform)) {
      return false;
    }
    Advisory advisory = database.advisory(row);
    String reason =
        "%s says that it is only on %s, and this image is for %s"
            .formatted(advisory.id(), row.scope().words(), described(platform));
    advisory.names().forEach(name -> reasons.putIfAbsent(name, reason));
    return true;
  }

  /** The finding, suppressed if all that says so does not know platforms, and another does. */
  Finding judge(Finding finding, Problem problem) {
    if (reasons.isEmpty()
        || problem.hits().stream()
            .anyMatch(hit -> !hit.row().scope().equals(PlatformScope.EVERYWHERE))) {
      return finding;
    }
    return problem.names().stream()
        .map(reasons::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(reason -> finding.judged(Finding.Status.SUPPRESSED, reason))
        .orElse(finding);
  }

  /** A platform in words, also where it is not known. */
  static String described(@Nullable Platform platform) {
    return platform == null ? "linux" : platform.toString();
  }
}

package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.UnusableDatabase;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Identification.Basis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive may be whose group nothing but the file name tells: the coordinates of which
 * advisories know, if they have its artifact and all of its classes are in the Java package that
 * the group is called like, or below it. The component keeps its name, which must not hang on
 * advisories; its findings say what they are about.
 */
final class KnownCoordinates {

  private static final String MAVEN = "Maven";

  private KnownCoordinates() {}

  /**
   * The coordinates {@code group:artifact}; null when the component's own are sure enough, or known
   * themselves, or advisories know none that its classes agree with.
   */
  static @Nullable String of(Component component, AdvisoryDatabase database)
      throws UnusableDatabase {
    String packages = component.identification().packages();
    if (!component.ecosystem().equals(MAVEN)
        || component.identification().basis() != Basis.FILE_NAME
        || packages == null
        || !database.affected(MAVEN, component.name()).isEmpty()) {
      return null;
    }
    String artifact = component.name().substring(component.name().lastIndexOf(':') + 1);
    String best = null;
    for (String name : database.coordinates(artifact)) {
      String group = name.substring(0, name.lastIndexOf(':'));
      if (group.contains(".")
          && (packages + ".").startsWith(group + ".")
          && (best == null || name.length() > best.length())) {
        best = name;
      }
    }
    return best;
  }

  /** The same findings, each with what its component was taken for. */
  static List<Finding> explained(List<Finding> findings, String coordinates) {
    return findings.stream()
        .map(finding ->
            finding.judged(
                finding.status(),
                finding.reason()
                    + "; the archive does not name its group and was taken for "
                    + coordinates
                    + ", in whose package its classes are"))
        .toList();
  }
}

package io.registrysidecar.scan;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.schema.AdvisoriesInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knowledge for tests: some packages are wrong, whatever their version.
 *
 * @param version the version of this knowledge
 * @param wrong the names of those packages
 */
record Known(String version, Set<String> wrong) implements Knowledge {

  static Known that(String version, String... wrong) {
    return new Known(version, Set.of(wrong));
  }

  @Override
  public Judgement judge(Inventory inventory, @Nullable Platform platform) {
    List<Finding> findings =
        inventory.components().stream()
            .filter(component -> wrong.contains(component.name()))
            .map(Known::finding)
            .toList();
    return new Judgement(new AdvisoriesInfo(version, null, List.of()), findings, List.of());
  }

  @Override
  public List<Finding> judge(Component component) {
    return wrong.contains(component.name()) ? List.of(finding(component)) : List.of();
  }

  private static Finding finding(Component component) {
    return new Finding(
        "CVE-2026-" + component.name(),
        List.of(),
        Severity.HIGH,
        "the test",
        Finding.Kind.VULNERABILITY,
        component,
        null,
        Finding.Status.AFFECTED,
        null,
        "test",
        "Every version is affected.");
  }
}

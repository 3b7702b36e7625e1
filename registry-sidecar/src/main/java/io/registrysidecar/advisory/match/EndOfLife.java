package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Kind;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.advisory.LifeCycle;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.enrich.LifeCycles;
import io.registrysidecar.advisory.enrich.Product;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Derivatives;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Digest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says of an image what gets no more security fixes: its distribution, and the runtimes in it. What
 * is found in these from then on, nobody repairs; of a distribution mostly nobody even lists it, so
 * its end is a gap in what was looked at, too.
 *
 * @param clock tells the day
 */
record EndOfLife(InstantSource clock) {

  private static final String SOURCE = "end of life";

  private static final String UBUNTU_PRO = "ubuntu-pro";

  /** Stands where the layer of a component stands that is the image as a whole. */
  private static final Digest NOWHERE = Digest.sha256(new byte[0]);

  /**
   * What is said.
   *
   * @param findings one for each product that has ended
   * @param notes the same about the distribution
   * @param end the last day of the distribution, or null when not known
   */
  record Outcome(List<Finding> findings, List<CoverageNote> notes, @Nullable LocalDate end) {}

  Outcome of(Inventory inventory, AdvisoryDatabase database) {
    LifeCycles cycles = LifeCycles.builtIn().with(database.lifeCycles());
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Finding> findings = new ArrayList<>();
    List<CoverageNote> notes = new ArrayList<>();
    Distribution os = inventory.distribution();
    Optional<LifeCycle> ofOs =
        os == null ? Optional.empty() : subscribed(inventory, os, cycles).or(() -> of(os, cycles));
    if (os != null && ofOs.isPresent() && hasEnded(ofOs.get(), today)) {
      findings.add(finding(ofOs.get(), component(os), os.prettyName(), Severity.HIGH));
      notes.add(note(ofOs.get(), os));
    }
    for (Component component : inventory.components()) {
      Product.of(component)
          .flatMap(product -> cycles.of(product.name(), product.version()))
          .filter(cycle -> hasEnded(cycle, today))
          .map(cycle ->
              finding(cycle, component, cycle.product() + " " + cycle.release(), Severity.MEDIUM))
          .ifPresent(findings::add);
    }
    return new Outcome(findings, notes, ofOs.map(LifeCycle::end).orElse(null));
  }

  /** A derivative that has no row of its own ends with what it derives from. */
  private static Optional<LifeCycle> of(Distribution os, LifeCycles cycles) {
    return Product.of(os)
        .flatMap(product -> cycles.of(product.name(), product.version()))
        .or(() ->
            Product.of(Derivatives.base(os))
                .flatMap(product -> cycles.of(product.name(), product.version())));
  }

  /** Who has packages of Ubuntu Pro gets its fixes, for longer than everybody. */
  private static Optional<LifeCycle> subscribed(
      Inventory inventory, Distribution os, LifeCycles cycles) {
    return inventory.components().stream().anyMatch(UbuntuRules::isOfPro)
        ? Product.of(os).flatMap(product -> cycles.of(UBUNTU_PRO, product.version()))
        : Optional.empty();
  }

  private static boolean hasEnded(LifeCycle cycle, LocalDate today) {
    return cycle.end() != null && cycle.end().isBefore(today);
  }

  private static Finding finding(
      LifeCycle cycle, Component component, String name, Severity severity) {
    return new Finding(
        "EOL-" + cycle.product() + "-" + cycle.release(),
        List.of(),
        severity,
        SOURCE,
        Kind.EOL,
        component,
        null,
        Status.END_OF_LIFE,
        null,
        SOURCE,
        "%s gets no security fixes since %s (%s). Move to a release that does."
            .formatted(name, cycle.end(), cycle.source()));
  }

  private static CoverageNote note(LifeCycle cycle, Distribution os) {
    return CoverageNote.of(
        "os-end-of-life",
        "%s reached its end of life on %s: what was found in it since then may not be in any advisory. Move to a supported release."
            .formatted(os.prettyName(), cycle.end()));
  }

  private static Component component(Distribution os) {
    String version = os.versionId() == null ? "" : os.versionId();
    return new Component(
        "pkg:generic/" + os.id() + "@" + version,
        "unknown:generic",
        null,
        os.id(),
        version,
        null,
        null,
        NOWHERE,
        List.of(),
        null,
        List.of());
  }
}

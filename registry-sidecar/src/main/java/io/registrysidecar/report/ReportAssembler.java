package io.registrysidecar.report;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Finding.Status;
import io.registrysidecar.audit.AuditTrail;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.ImageInfo;
import io.registrysidecar.schema.LayerInfo;
import io.registrysidecar.schema.OsInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Summary;
import io.registrysidecar.schema.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the report of one platform image. Pure: equal outcomes give equal reports, whatever the
 * order of their lists.
 */
public final class ReportAssembler {

  private ReportAssembler() {}

  /**
   * The report of what a scan found out.
   *
   * @throws CancellationException if the thread was interrupted
   */
  public static Report assemble(ScanOutcome outcome) {
    return assemble(outcome, new ComponentLists());
  }

  /**
   * The same.
   *
   * @param known lists that need not be made again
   * @throws CancellationException if the thread was interrupted
   */
  public static Report assemble(ScanOutcome outcome, ComponentLists known) {
    Blame blame = Blame.of(outcome.image());
    Set<String> headers = KernelHeaders.withoutKernel(outcome.inventory().components());
    List<FindingInfo> findings =
        outcome.findings().stream()
            .map(finding ->
                Findings.info(going(finding), blame, headers.contains(finding.component().purl())))
            .sorted(Findings.WORST_FIRST)
            .toList();
    Map<String, String> upgrades = upgrades(outcome.findings());
    return new Report(
        Report.SCHEMA_VERSION,
        image(outcome.image()),
        outcome.scan(),
        outcome.advisories(),
        CoverageRules.of(outcome),
        os(outcome.inventory().distribution(), outcome.endOfLife()),
        blame.info(),
        layers(outcome.image().layers(), outcome.inventory().components(), blame),
        known.of(outcome.inventory(), upgrades, () -> components(outcome.inventory(), upgrades)),
        findings,
        List.of(),
        List.of(),
        audit(outcome.image()),
        null,
        Verdict.noPolicy(),
        Summary.of(findings),
        List.of());
  }

  private static List<ComponentInfo> components(Inventory inventory, Map<String, String> upgrades) {
    return inventory.components().stream()
        .map(component -> component(going(component), inventory, upgrades))
        .sorted(Comparator.comparing(ComponentInfo::purl).thenComparing(ComponentInfo::layer))
        .toList();
  }

  /** Its argument, as long as nobody has interrupted. */
  private static <T> T going(T next) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while the report was made");
    }
    return next;
  }

  private static Map<String, Object> audit(ImageFacts image) {
    Digest digest = image.digest();
    return image.origin() == null || digest == null
        ? Map.of()
        : AuditTrail.ofReport(image.repository(), digest, image.platform(), image.origin()).toMap();
  }

  static ImageInfo image(ImageFacts facts) {
    return new ImageInfo(
        facts.repository(),
        facts.digest() == null ? null : facts.digest().toString(),
        facts.mediaType(),
        facts.platform() == null ? null : facts.platform().toString(),
        facts.tags().stream().sorted().distinct().toList());
  }

  private static @Nullable OsInfo os(
      @Nullable Distribution distribution, @Nullable LocalDate endOfLife) {
    if (distribution == null) {
      return null;
    }
    String version = distribution.versionId() == null ? "" : distribution.versionId();
    return new OsInfo(distribution.id(), version, distribution.prettyName(), endOfLife);
  }

  /** A digest that comes twice is one blob: its components count for its first place. */
  private static List<LayerInfo> layers(
      List<Digest> layers, List<Component> components, Blame blame) {
    Map<Digest, Integer> counts = new HashMap<>();
    components.forEach(component -> counts.merge(component.layer(), 1, Integer::sum));
    List<LayerInfo> infos = new ArrayList<>();
    for (Digest layer : layers) {
      Integer count = counts.remove(layer);
      infos.add(new LayerInfo(layer.toString(), blame.isOfBase(layer), count == null ? 0 : count));
    }
    return infos;
  }

  /** What each component has to become to be repaired, by package URL. */
  private static Map<String, String> upgrades(List<Finding> findings) {
    Map<String, String> upgrades = new HashMap<>();
    for (Finding finding : findings) {
      if (finding.upgrade() != null && finding.status() != Status.SUPPRESSED) {
        upgrades.put(finding.component().purl(), finding.upgrade());
      }
    }
    return upgrades;
  }

  private static ComponentInfo component(
      Component component, Inventory inventory, Map<String, String> upgrades) {
    return new ComponentInfo(
        component.purl(),
        component.name(),
        component.version(),
        component.ecosystem(),
        component.layer().toString(),
        component.paths(),
        component.ownedBy(),
        upgrades.get(component.purl()),
        component.licenses(),
        blankAsNull(component.maintainer()),
        inventory.dependencies().getOrDefault(component.purl(), List.of()),
        digests(component, inventory),
        Identities.info(component.identification()));
  }

  /** Of an archive in an archive, that of the file that is in the image. */
  private static Map<String, String> digests(Component component, Inventory inventory) {
    Map<String, String> digests = new HashMap<>();
    for (String path : component.paths()) {
      int inner = path.indexOf("!/");
      String file = inner < 0 ? path : path.substring(0, inner);
      Digest digest = inventory.digests().get(file);
      if (digest != null) {
        digests.put(file, digest.toString());
      }
    }
    return digests;
  }

  private static @Nullable String blankAsNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}

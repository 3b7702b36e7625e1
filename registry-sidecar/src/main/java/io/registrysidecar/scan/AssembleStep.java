package io.registrysidecar.scan;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.report.ComponentLists;
import io.registrysidecar.report.ImageFacts;
import io.registrysidecar.report.PlatformResult;
import io.registrysidecar.report.ReportAssembler;
import io.registrysidecar.report.RollUp;
import io.registrysidecar.report.ScanOutcome;
import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ScanInfo;
import io.registrysidecar.schema.ScannerInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Makes the report, and has it judged. */
final class AssembleStep {

  private final Ledger ledger;
  private final ScannerInfo scanner;
  private final Judge judge;
  private final InstantSource clock;
  private final ComponentLists known = new ComponentLists();

  AssembleStep(Ledger ledger, ScannerInfo scanner, Judge judge, InstantSource clock) {
    this.ledger = ledger;
    this.scanner = scanner;
    this.judge = judge;
    this.clock = clock;
  }

  ScanState run(Scan scan, ScanState.Assemble state) {
    return switch (state.material()) {
      case Material.OfImage image ->
          new ScanState.Publish(
              image.manifest(), judge.judged(report(scan, image), List.of()), List.of());
      case Material.OfIndex index -> {
        List<Report> platforms = reports(index.platforms());
        yield new ScanState.Publish(
            index.tree().root().self(),
            judge.judged(report(scan, index, platforms), platforms),
            platforms);
      }
    };
  }

  private Report report(Scan scan, Material.OfImage image) {
    List<CoverageNote> notes =
        Stream.concat(image.notes().stream(), image.judgement().notes().stream()).toList();
    return ReportAssembler.assemble(
        new ScanOutcome(
            image.facts(),
            info(scan),
            image.judgement().advisories(),
            image.inventory(),
            image.judgement().findings(),
            notes,
            image.judgement().endOfLife()),
        known);
  }

  private Report report(Scan scan, Material.OfIndex index, List<Report> platforms) {
    Descriptor root = index.tree().root().self();
    var facts =
        new ImageFacts(
            scan.repository(),
            root.digest(),
            root.mediaType(),
            null,
            ledger.tags(scan, root.digest()),
            List.of());
    AdvisoriesInfo advisories =
        platforms.stream().map(Report::advisories).findFirst().orElse(AdvisoriesInfo.none());
    return RollUp.of(facts, info(scan), advisories, index.platforms(), index.tree().notes());
  }

  private ScanInfo info(Scan scan) {
    Instant now = clock.instant();
    // The wall clock may have been set back since.
    Instant finished = now.isBefore(scan.startedAt()) ? scan.startedAt() : now;
    return new ScanInfo(scan.id(), scan.startedAt(), finished, scanner);
  }

  private static List<Report> reports(List<PlatformResult> platforms) {
    return platforms.stream()
        .flatMap(platform ->
            platform instanceof PlatformResult.Scanned(Report report)
                ? Stream.of(report)
                : Stream.empty())
        .toList();
  }
}

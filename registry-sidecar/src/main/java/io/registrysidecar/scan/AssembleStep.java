package io.registrysidecar.scan;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.policy.Case;
import io.registrysidecar.policy.Signatures;
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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the report, and has it judged: by what was found, since when that is known, and by whom the
 * image is signed.
 */
final class AssembleStep {

  private final Ledger ledger;
  private final ScannerInfo scanner;
  private final Verdicts verdicts;
  private final Endings endings;
  private final InstantSource clock;
  private final ComponentLists known = new ComponentLists();

  AssembleStep(
      Ledger ledger, ScannerInfo scanner, Verdicts verdicts, Endings endings, InstantSource clock) {
    this.ledger = ledger;
    this.scanner = scanner;
    this.verdicts = verdicts;
    this.endings = endings;
    this.clock = clock;
  }

  ScanState run(Scan scan, ScanState.Assemble state) throws InterruptedException {
    try {
      return switch (state.material()) {
        case Material.OfImage image ->
            judged(
                image.manifest(),
                ledger.dated(scan, report(scan, image)),
                List.of(),
                verdicts.signatures(scan, image.manifest(), index(image.facts())));
        case Material.OfIndex index -> {
          List<Report> platforms = reports(index.platforms());
          Descriptor root = index.tree().root().self();
          yield judged(
              root,
              report(scan, index, platforms),
              platforms,
              verdicts.signatures(scan, root, Optional.empty()));
        }
      };
    } catch (ImageException e) {
      return endings.of(e.failure());
    }
  }

  private ScanState judged(
      Descriptor subject, Report report, List<Report> platforms, Signatures signatures) {
    Report judged =
        verdicts
            .judge()
            .judged(new Case(report.withSignatures(signatures.kept()), platforms, signatures));
    return new ScanState.Publish(subject, judged, platforms, signatures);
  }

  private static Optional<Digest> index(ImageFacts facts) {
    return Optional.ofNullable(facts.origin()).map(origin -> origin.content().index());
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

package io.registrysidecar.scan;

import io.registrysidecar.advisory.vex.VexSubject;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.sbom.SbomFile;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.policy.Case;
import io.registrysidecar.report.ImageFacts;
import io.registrysidecar.report.ReportAssembler;
import io.registrysidecar.report.ScanOutcome;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ScanInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Judges what a bill of materials lists as if it had been found in an image. There is nothing to
 * resolve, to read or to publish, so this has none of the states of a scan.
 */
final class SbomScan {

  private final ScanParts parts;

  SbomScan(ScanParts parts) {
    this.parts = parts;
  }

  /** The end, which is either {@code Done} or {@code Waiting}. */
  End run(String id, SbomFile sbom, String target, boolean allEvidence)
      throws InterruptedException {
    Instant started = parts.clock().instant();
    Knowledge knowledge = parts.knowledge().get();
    Inventory judged = allEvidence ? sbom.inventory().withoutOwners() : sbom.inventory();
    try {
      Judgement judgement =
          parts
              .matchers()
              .call(
                  UnusableKnowledge.class,
                  () ->
                      parts
                          .vex()
                          .everywhere()
                          .apply(
                              knowledge.judge(judged, null),
                              new VexSubject(target, Set.of(), null)));
      Instant finished = parts.clock().instant();
      Report report =
          ReportAssembler.assemble(
              new ScanOutcome(
                  new ImageFacts(target, null, null, null, List.of(), layers(sbom)),
                  new ScanInfo(
                      id,
                      started,
                      finished.isBefore(started) ? started : finished,
                      parts.scanner()),
                  judgement.advisories(),
                  sbom.inventory(),
                  judgement.findings(),
                  judgement.notes(),
                  judgement.endOfLife()));
      return new ScanState.Done(parts.judge().judged(Case.of(report)), List.of(), 0);
    } catch (UnusableKnowledge e) {
      return new ScanState.Waiting(String.valueOf(e.getMessage()), null);
    }
  }

  /** The layers that components name, in no order that would mean anything; else the file. */
  private static List<Digest> layers(SbomFile sbom) {
    List<Digest> named =
        sbom.inventory().components().stream().map(Component::layer).distinct().toList();
    return named.isEmpty() ? List.of(sbom.digest()) : named;
  }
}

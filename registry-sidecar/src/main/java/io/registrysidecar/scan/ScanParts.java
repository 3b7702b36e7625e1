package io.registrysidecar.scan;

import io.registrysidecar.audit.Trust;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.schema.ScannerInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What scans take from the world around them, whoever wishes them.
 *
 * @param scanner what reports call this program
 * @param detectors who looks into layers
 * @param layers limits and temporary files; its progress is not used
 * @param readers where layers are read
 * @param matchers where everything else is computed, so that known images do not wait for large
 *     layers
 * @param knowledge what is known to be wrong now
 * @param judge gives reports their verdict
 * @param signatures looks up who signed images, where the verdict depends on it
 * @param clock the time
 * @param trust who judges the signatures of what is found beside images
 * @param vex whose word on vulnerabilities is believed
 */
public record ScanParts(
    ScannerInfo scanner,
    List<Detector> detectors,
    LayerContext layers,
    LayerThreads readers,
    CpuPool matchers,
    Supplier<Knowledge> knowledge,
    Judge judge,
    SignatureLookup signatures,
    Clock clock,
    Trust trust,
    VexSources vex) {

  /** Copies the list. */
  public ScanParts {
    detectors = List.copyOf(detectors);
  }

  /** Where nobody has written a policy, and no signature is judged. */
  public ScanParts(
      ScannerInfo scanner,
      List<Detector> detectors,
      LayerContext layers,
      LayerThreads readers,
      CpuPool matchers,
      Supplier<Knowledge> knowledge,
      Clock clock) {
    this(
        scanner,
        detectors,
        layers,
        readers,
        matchers,
        knowledge,
        Judge.NO_POLICY,
        SignatureLookup.NONE,
        clock,
        Trust.NOT_CHECKED,
        VexSources.NONE);
  }

  /** Equal as long as scanning an image again would give an equal result. */
  String generation() {
    List<String> ids =
        detectors.stream().map(d -> d.id().name() + d.id().version()).sorted().toList();
    return knowledge.get().version()
        + (vex.changed().equals(Instant.EPOCH) ? "" : "+" + vex.changed().getEpochSecond())
        + "+"
        + Integer.toHexString(ids.hashCode())
        + (judge.fingerprint().isEmpty()
            ? ""
            : "+" + Integer.toHexString(verdicts().fingerprint().hashCode()));
  }

  Verdicts verdicts() {
    return new Verdicts(judge, signatures);
  }
}

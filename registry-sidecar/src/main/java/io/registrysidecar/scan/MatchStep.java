package io.registrysidecar.scan;

import io.registrysidecar.advisory.vex.VexSubject;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.report.ImageFacts;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is installed with what is known to be wrong now, and hears what others say of it.
 */
final class MatchStep {

  private final Supplier<Knowledge> knowledge;
  private final Ledger ledger;
  private final CpuPool pool;
  private final VexSources vex;
  private final KnownJudgements judgements = new KnownJudgements();

  MatchStep(Supplier<Knowledge> knowledge, Ledger ledger, CpuPool pool, VexSources vex) {
    this.knowledge = knowledge;
    this.ledger = ledger;
    this.pool = pool;
    this.vex = vex;
  }

  ScanState run(Scan scan, ScanState.Match state) throws InterruptedException {
    Knowledge now = knowledge.get();
    Digest manifest = state.manifest().digest();
    List<Digest> subjects =
        Stream.concat(Stream.of(manifest), ledger.index(scan, manifest).stream()).toList();
    var image =
        new VexSubject(
            state.facts().repository(), Set.copyOf(subjects), architecture(state.facts()));
    VexSources.Heard heard = vex.of(scan.source(), subjects);
    try {
      Judgement judgement =
          pool.call(UnusableKnowledge.class, () -> heard.apply(judge(scan, state, now), image));
      return new ScanState.Assemble(
          new Material.OfImage(
              state.manifest(), state.facts(), state.inventory(), judgement, state.notes()));
    } catch (UnusableKnowledge e) {
      return new ScanState.Waiting(String.valueOf(e.getMessage()), null);
    }
  }

  private static @Nullable String architecture(ImageFacts facts) {
    Platform platform = facts.platform();
    return platform == null ? null : platform.architecture();
  }

  private Judgement judge(Scan scan, ScanState.Match state, Knowledge now)
      throws UnusableKnowledge {
    Judgement judgement =
        judgements.of(
            scan.allEvidence() ? state.inventory().withoutOwners() : state.inventory(),
            state.facts().platform(),
            now);
    ledger.judged(scan, state.manifest().digest(), state.inventory(), now);
    return judgement;
  }
}

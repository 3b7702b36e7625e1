package io.registrysidecar.scan;

import java.util.function.Supplier;

/** Compares what is installed with what is known to be wrong now. */
final class MatchStep {

  private final Supplier<Knowledge> knowledge;
  private final Ledger ledger;
  private final CpuPool pool;

  MatchStep(Supplier<Knowledge> knowledge, Ledger ledger, CpuPool pool) {
    this.knowledge = knowledge;
    this.ledger = ledger;
    this.pool = pool;
  }

  ScanState run(Scan scan, ScanState.Match state) throws InterruptedException {
    Knowledge now = knowledge.get();
    try {
      Judgement judgement = pool.call(UnusableKnowledge.class, () -> judge(scan, state, now));
      return new ScanState.Assemble(
          new Material.OfImage(
              state.manifest(), state.facts(), state.inventory(), judgement, state.notes()));
    } catch (UnusableKnowledge e) {
      return new ScanState.Waiting(String.valueOf(e.getMessage()), null);
    }
  }

  private Judgement judge(Scan scan, ScanState.Match state, Knowledge now)
      throws UnusableKnowledge {
    Judgement judgement =
        now.judge(
            scan.allEvidence() ? state.inventory().withoutOwners() : state.inventory(),
            state.facts().platform());
    ledger.judged(scan, state.manifest().digest(), state.inventory(), now);
    return judgement;
  }
}

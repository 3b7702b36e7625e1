package io.registrysidecar.scan;

import java.util.function.Supplier;

/** Compares what is installed with what is known to be wrong now. */
final class MatchStep {

  private final Supplier<Knowledge> knowledge;
  private final CpuPool pool;

  MatchStep(Supplier<Knowledge> knowledge, CpuPool pool) {
    this.knowledge = knowledge;
    this.pool = pool;
  }

  ScanState run(ScanState.Match state) throws InterruptedException {
    Knowledge now = knowledge.get();
    try {
      Judgement judgement = pool.call(UnusableKnowledge.class, () -> now.judge(state.inventory()));
      return new ScanState.Assemble(
          new Material.OfImage(
              state.manifest(), state.facts(), state.inventory(), judgement, state.notes()));
    } catch (UnusableKnowledge e) {
      return new ScanState.Waiting(String.valueOf(e.getMessage()), null);
    }
  }
}

package io.registrysidecar.scan;

import io.registrysidecar.inventory.Squash;

/** Lays the layers upon each other. */
final class SquashStep {

  private final CpuPool pool;

  SquashStep(CpuPool pool) {
    this.pool = pool;
  }

  ScanState run(ScanState.Squash state) throws InterruptedException {
    return new ScanState.Match(
        state.manifest(),
        state.facts(),
        pool.call(IllegalStateException.class, () -> Squash.squash(state.layers())),
        state.notes());
  }
}

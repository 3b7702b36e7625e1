package io.registrysidecar.scan;

import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.Squash;

/** Lays the layers upon each other. */
final class SquashStep {

  private final CpuPool pool;
  private final KnownInventories inventories;

  SquashStep(CpuPool pool, KnownInventories inventories) {
    this.pool = pool;
    this.inventories = inventories;
  }

  ScanState run(ScanState.Squash state) throws InterruptedException {
    Inventory inventory =
        pool.call(IllegalStateException.class, () -> Squash.squash(state.layers()));
    if (state.isWhole()) {
      inventories.keep(state.layers(), inventory);
    }
    return new ScanState.Match(state.manifest(), state.facts(), inventory, state.notes());
  }
}

package io.registrysidecar.inventory;

import java.io.IOException;

/** A detector has spent what it may spend on a file or on a layer. */
final class BudgetExceeded extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what was spent, how much of it is allowed, and the setting that raises it. */
  BudgetExceeded(String message) {
    super(message);
  }
}

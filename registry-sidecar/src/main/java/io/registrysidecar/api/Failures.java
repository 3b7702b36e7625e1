package io.registrysidecar.api;

import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.StoreFailure;
import java.util.function.Supplier;

/** Tells the failures that a client can wait for from those that only the operator can mend. */
final class Failures {

  private static final int RETRY_AFTER_SECONDS = 30;

  private Failures() {}

  /** The problem to tell; {@code incident} logs the failure and names it. */
  static Problem problem(RuntimeException failure, Supplier<String> incident) {
    String logged = incident.get();
    if (failure instanceof StoreException store
        && (store.failure() instanceof StoreFailure.DiskFull
            || store.failure() instanceof StoreFailure.Busy)) {
      return Problem.unavailable(
          "storage",
          "the state cannot be written now; the log has the reason, under incident " + logged,
          RETRY_AFTER_SECONDS);
    }
    return Problem.internal(logged);
  }
}

package io.registrysidecar.oci.client;

import java.time.Duration;

/** Waits between two attempts. */
@FunctionalInterface
interface Pause {

  /** Blocks for {@code duration}. */
  void sleep(Duration duration) throws InterruptedException;
}

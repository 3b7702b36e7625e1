package io.registrysidecar.scan;

import io.registrysidecar.job.Priority;

/** How urgent something is at the moment; it may change while it is waited for. */
@FunctionalInterface
interface Urgency {

  /** Asked often, under locks: quick, and takes none itself. */
  Priority now();

  /** Always the same. */
  static Urgency of(Priority priority) {
    return () -> priority;
  }
}

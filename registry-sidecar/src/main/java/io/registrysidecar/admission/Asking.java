package io.registrysidecar.admission;

/**
 * How a cluster asks.
 *
 * @param deadline until when it needs an answer
 * @param dryRun whether nothing may be done because it asks: then no scan is queued, nor waited for
 * @param endpoint where it asks
 */
record Asking(Deadline deadline, boolean dryRun, Endpoint endpoint) {}

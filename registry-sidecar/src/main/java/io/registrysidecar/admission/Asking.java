package io.registrysidecar.admission;

/**
 * How a cluster asks.
 *
 * @param deadline until when it needs an answer
 * @param dryRun whether nothing may be done because it asks: then no scan is queued, nor waited for
 */
record Asking(Deadline deadline, boolean dryRun) {}

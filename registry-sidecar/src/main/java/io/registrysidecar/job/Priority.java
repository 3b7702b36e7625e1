package io.registrysidecar.job;

/** What goes first when there is more to do than can be done. */
public enum Priority {
  /** Found by reconciliation; nobody waits for it. */
  BACKFILL,
  /** The advisories have changed. */
  REEVALUATION,
  /** Somebody asked. */
  REQUEST,
  /** Somebody has just pushed. */
  PUSH
}

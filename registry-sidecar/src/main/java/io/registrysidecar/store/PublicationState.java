package io.registrysidecar.store;

/** How far a referrer of ours has come. */
public enum PublicationState {
  /** About to be written; it may or may not be in the registry. */
  INTENDED,
  /** Seen in the registry. */
  PUBLISHED,
  /** Gone from the registry. */
  REMOVED
}

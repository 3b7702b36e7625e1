package io.registrysidecar.store;

/** How far a referrer of ours has come. */
public enum PublicationState {
  /** About to be written; it may or may not be in the registry. */
  INTENDED,
  /** Seen in the registry. */
  PUBLISHED,
  /** A newer one took its place; it is to be removed. */
  SUPERSEDED,
  /** Gone from the registry. */
  REMOVED
}

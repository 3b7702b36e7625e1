package io.registrysidecar.store;

/** How far an image has come. */
public enum ImageState {
  /** Heard of, not scanned yet. */
  PENDING,
  /** Scanned; the result is the latest. */
  SCANNED,
  /** Not something that can be scanned, such as a Helm chart. */
  UNSUPPORTED,
  /** Scanning was given up; the detail says why. */
  FAILED
}

package io.registrysidecar.config;

/** What is answered where nothing can be found out. */
public enum WhenInDoubt {
  /** It is denied. */
  DENY,
  /** It is allowed, with a warning. */
  ALLOW
}

package io.registrysidecar.config;

/** What is answered for an image that the policy has no verdict on. */
public enum WhenUnknown {
  /** As the policy's time of grace says while a scan is pending; else it is denied. */
  GRACE,
  /** It is denied. */
  DENY,
  /** It is allowed, with a warning. */
  ALLOW
}

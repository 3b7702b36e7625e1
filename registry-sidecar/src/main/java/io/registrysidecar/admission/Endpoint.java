package io.registrysidecar.admission;

import java.util.Locale;

/** Where clusters and scripts ask whether images may run. */
public enum Endpoint {
  /** Validating webhooks. */
  VALIDATE,
  /** ImagePolicyWebhook. */
  IMAGE_REVIEW,
  /** Policies of Kyverno. */
  KYVERNO,
  /** Our own templates for Gatekeeper. */
  GATEKEEPER,
  /** Templates of Ratify. */
  RATIFY,
  /** Scripts, and containerd. */
  VERDICT;

  /** The word that logs and metrics use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

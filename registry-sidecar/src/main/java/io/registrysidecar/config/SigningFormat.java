package io.registrysidecar.config;

/** In which form results are signed. */
public enum SigningFormat {
  /** Like the image: as attestation tags where cosign signed it in the old form, else bundles. */
  AUTO,
  /** Sigstore bundles, as referrers. */
  BUNDLE,
  /** Cosign's attestation tags. */
  LEGACY,
  /** Both. */
  BOTH,
  /** Not at all. */
  OFF
}

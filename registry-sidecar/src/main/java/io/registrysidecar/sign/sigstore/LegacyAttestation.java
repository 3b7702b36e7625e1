package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.Digest;

/** Attestations as cosign before bundles reads them. */
public final class LegacyAttestation {

  private LegacyAttestation() {}

  /** The tag that the manifest of attestations about {@code image} is found by. */
  public static String tag(Digest image) {
    return image.algorithm().prefix() + "-" + image.hex() + ".att";
  }
}

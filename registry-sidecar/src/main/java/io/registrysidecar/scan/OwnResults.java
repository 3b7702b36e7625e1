package io.registrysidecar.scan;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;

/** Knows attestations of this installation again. */
@FunctionalInterface
public interface OwnResults {

  /** Knows none: nothing was ever signed. */
  OwnResults NONE = (layer, content, image) -> false;

  /**
   * Whether a layer is an attestation by this installation.
   *
   * @param layer a sigstore bundle or a DSSE envelope
   * @param image the manifest that it should be about
   */
  boolean isOwn(Descriptor layer, byte[] content, Digest image);
}

package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.sign.SigningFailure;
import java.time.Instant;

/** Signs plain artifacts, which do not carry their signature themselves. */
public interface ArtifactSigning {

  /**
   * A signature of the artifact whose manifest is {@code target}, to be attached to it. Its
   * fingerprint is equal for equal targets as long as the certificate is.
   *
   * @throws SigningFailure if the key does not sign
   */
  Artifact sign(Descriptor target, Instant now) throws SigningFailure;

  /**
   * Whether this is a signature of {@code target} by this installation.
   *
   * @param mediaType of the envelope
   */
  boolean isOurs(byte[] envelope, String mediaType, Descriptor target, Instant now);
}

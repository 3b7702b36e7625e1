package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;

/** Makes attestations as cosign before bundles reads them. */
public final class LegacyAttestation {

  private LegacyAttestation() {}

  /** The tag that the manifest of attestations about {@code image} is found by. */
  public static String tag(Digest image) {
    return image.algorithm().prefix() + "-" + image.hex() + ".att";
  }

  /**
   * Signs a statement.
   *
   * @throws SigningFailure if the key cannot sign
   */
  public static LegacyLayer of(Signer signer, Statement statement) throws SigningFailure {
    return LegacyLayer.of(
        Envelope.MEDIA_TYPE,
        Envelope.sign(signer, statement).toBytes(),
        Envelope.layerAnnotations(statement.predicateType()));
  }
}

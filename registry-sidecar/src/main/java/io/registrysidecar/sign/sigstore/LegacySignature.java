package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.dsse.Base64Text;
import java.util.Map;

/** Makes what cosign before bundles understands as "this image is signed". */
public final class LegacySignature {

  static final String SIGNATURE = "dev.cosignproject.cosign/signature";

  private LegacySignature() {}

  /**
   * The tag that the manifest of signatures of {@code image} is found by.
   *
   * @param image the digest of the signed manifest
   */
  public static String tag(Digest image) {
    return image.algorithm().prefix() + "-" + image.hex() + ".sig";
  }

  /**
   * Signs an image.
   *
   * @param repository where it is, with the registry's host: {@code registry:5000/team/app}
   * @throws SigningFailure if the key cannot sign
   */
  public static LegacyLayer of(Signer signer, String repository, Digest image)
      throws SigningFailure {
    return of(signer, repository, image, Map.of());
  }

  /**
   * The same.
   *
   * @param said what is signed beside, key to value
   * @throws SigningFailure if the key cannot sign
   */
  public static LegacyLayer of(
      Signer signer, String repository, Digest image, Map<String, String> said)
      throws SigningFailure {
    byte[] payload = new SimpleSigning(repository, image, said).toBytes();
    byte[] signature = signer.sign(SignatureForm.SIGSTORE, payload);
    return LegacyLayer.of(
        SimpleSigning.MEDIA_TYPE, payload, Map.of(SIGNATURE, Base64Text.encode(signature)));
  }
}

package io.registrysidecar.sign.notary.certificate;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.key.KeyAlgorithm;
import java.security.PublicKey;

/**
 * How the key of a certificate signs. It is a function of the key alone: what an envelope says
 * about it is compared, never obeyed (signature specification, algorithm selection).
 */
public final class SigningKeys {

  private SigningKeys() {}

  /**
   * The algorithm of {@code key}.
   *
   * @throws CertificateRefused if the key is none of the kinds that may sign
   */
  public static KeyAlgorithm algorithm(PublicKey key) throws CertificateRefused {
    return KeyAlgorithm.of(key)
        .orElseThrow(() ->
            new CertificateRefused(
                "a key of this kind (%s) does not sign; use RSA of 2048, 3072 or 4096 bits or"
                        .formatted(key.getAlgorithm())
                    + " EC P-256, P-384 or P-521"));
  }

  /**
   * Whether {@code signature} is one of {@code data} by {@code key}, in exactly the form of JWS and
   * COSE: the two numbers of ECDSA in full length side by side, or PSS with a salt as long as the
   * hash.
   */
  public static boolean verifies(
      KeyAlgorithm algorithm, PublicKey key, byte[] data, byte[] signature) {
    // Java takes numbers of ECDSA that are shorter, so that one signature had many forms.
    return signature.length == algorithm.signatureLength()
        && algorithm.verifies(key, SignatureForm.NOTARY, data, signature);
  }
}

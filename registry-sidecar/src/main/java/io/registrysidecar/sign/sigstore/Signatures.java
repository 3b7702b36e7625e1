package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.key.KeyAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;

/**
 * Checks signatures as sigstore makes them. The algorithm follows from the key and never from what
 * was signed: ECDSA as DER with the hash of the curve's size or, as cosign has long done for every
 * curve, SHA-256; RSA as PKCS #1 v1.5 with SHA-256; Ed25519 without a hash.
 */
final class Signatures {

  private Signatures() {}

  /** Whether {@code signature} is one of {@code data} by {@code key}. */
  static boolean verify(PublicKey key, byte[] data, byte[] signature) {
    return switch (key) {
      case ECPublicKey ec -> wellFormed(ec, signature) && ecdsa(ec, data, signature);
      case RSAPublicKey _ -> check("SHA256withRSA", key, data, signature);
      case EdECPublicKey _ -> check("Ed25519", key, data, signature);
      default -> false;
    };
  }

  /**
   * Whether {@code signature} is one by {@code key} of whatever has this digest. Only ECDSA with
   * SHA-256 can be checked so; for others the answer is no.
   */
  static boolean verifyDigest(PublicKey key, Digest digest, byte[] signature) {
    return key instanceof ECPublicKey ec
        && digest.algorithm() == Digest.Algorithm.SHA256
        && wellFormed(ec, signature)
        && check("NONEwithECDSA", key, HexFormat.of().parseHex(digest.hex()), signature);
  }

  private static boolean wellFormed(ECPublicKey key, byte[] signature) {
    return EcdsaSignature.isStrict(signature, key.getParams().getOrder());
  }

  private static boolean ecdsa(ECPublicKey key, byte[] data, byte[] signature) {
    return KeyAlgorithm.of(key)
        .filter(algorithm ->
            algorithm.verifies(key, SignatureForm.SIGSTORE, data, signature)
                || check("SHA256withECDSA", key, data, signature))
        .isPresent();
  }

  private static boolean check(String algorithm, PublicKey key, byte[] data, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(data);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of the wrong length or an unusable key: not a signature by this key.
      return false;
    }
  }
}

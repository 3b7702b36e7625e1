package io.registrysidecar.sign.notary.certificate;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * How a key signs. It is a function of the key alone: what an envelope says about it is compared,
 * never obeyed (Notary Project signature specification, algorithm selection).
 */
public enum KeyAlgorithm {
  /** EC P-256. */
  ES256(-7, "SHA-256", 64),
  /** EC P-384. */
  ES384(-35, "SHA-384", 96),
  /** EC P-521. */
  ES512(-36, "SHA-512", 132),
  /** RSA of 2048 bits. */
  PS256(-37, "SHA-256", 256),
  /** RSA of 3072 bits. */
  PS384(-38, "SHA-384", 384),
  /** RSA of 4096 bits. */
  PS512(-39, "SHA-512", 512);

  private final int coseId;
  private final String hash;
  private final int signatureLength;

  KeyAlgorithm(int coseId, String hash, int signatureLength) {
    this.coseId = coseId;
    this.hash = hash;
    this.signatureLength = signatureLength;
  }

  /**
   * The algorithm of {@code key}.
   *
   * @throws CertificateRefused if the key is none of the six kinds
   */
  public static KeyAlgorithm of(PublicKey key) throws CertificateRefused {
    return switch (key) {
      case RSAPublicKey rsa when rsa.getAlgorithm().equals("RSA") ->
          switch (rsa.getModulus().bitLength()) {
            case 2048 -> PS256;
            case 3072 -> PS384;
            case 4096 -> PS512;
            default -> throw refused("an RSA key of " + rsa.getModulus().bitLength() + " bits");
          };
      case ECPublicKey ec ->
          switch (NamedCurve.of(ec)) {
            case P256 -> ES256;
            case P384 -> ES384;
            case P521 -> ES512;
            case OTHER -> throw refused("an elliptic curve that is none of the three");
          };
      default -> throw refused("a key of type " + key.getAlgorithm());
    };
  }

  /** The number that COSE has for it. */
  public int coseId() {
    return coseId;
  }

  /** The hash as Java names it, which a time stamp of the signature uses too. */
  public String hash() {
    return hash;
  }

  /**
   * Whether {@code signature} is one of {@code data} by {@code key}, in exactly the form of JWS and
   * COSE: the two numbers of ECDSA in full length side by side, or PSS with a salt as long as the
   * hash.
   */
  public boolean verifies(PublicKey key, byte[] data, byte[] signature) {
    if (signature.length != signatureLength) {
      return false;
    }
    try {
      Signature verifier = newSignature();
      verifier.initVerify(key);
      verifier.update(data);
      return verifier.verify(signature);
    } catch (SignatureException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime does not verify " + this, e);
    }
  }

  /** The Java signature of this algorithm, not yet initialised. */
  public Signature newSignature() throws GeneralSecurityException {
    if (name().startsWith("ES")) {
      return Signature.getInstance(hash.replace("-", "") + "withECDSAinP1363Format");
    }
    Signature pss = Signature.getInstance("RSASSA-PSS");
    int salt = signatureLength / Byte.SIZE; // 32, 48 or 64 bytes: as long as the hash
    pss.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
    return pss;
  }

  private static CertificateRefused refused(String what) {
    return new CertificateRefused(
        what + " does not sign; use RSA of 2048, 3072 or 4096 bits or EC P-256, P-384 or P-521");
  }
}

package io.registrysidecar.sign.key;

import io.registrysidecar.sign.SignatureForm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of keys that sign: the closed table of the Notary Project signature specification,
 * which cosign reads too. The algorithm of a signature follows from the key, never from what a
 * message says of itself.
 */
public enum KeyAlgorithm {
  /** The default. */
  EC_P256("ECDSA P-256", "ES256", -7, 256, 256),
  /** ECDSA with SHA-384. */
  EC_P384("ECDSA P-384", "ES384", -35, 384, 384),
  /** ECDSA with SHA-512. */
  EC_P521("ECDSA P-521", "ES512", -36, 512, 521),
  /** PSS with SHA-256, or PKCS #1 with SHA-256. */
  RSA_2048("RSA 2048", "PS256", -37, 256, 2048),
  /** PSS with SHA-384, or PKCS #1 with SHA-256. */
  RSA_3072("RSA 3072", "PS384", -38, 384, 3072),
  /** PSS with SHA-512, or PKCS #1 with SHA-256. */
  RSA_4096("RSA 4096", "PS512", -39, 512, 4096);

  private final String shown;
  private final String jws;
  private final int cose;
  private final int hashBits;
  private final int keyBits;

  KeyAlgorithm(String shown, String jws, int cose, int hashBits, int keyBits) {
    this.shown = shown;
    this.jws = jws;
    this.cose = cose;
    this.hashBits = hashBits;
    this.keyBits = keyBits;
  }

  /** The algorithm of a key; empty for keys that nothing here signs or verifies with. */
  public static Optional<KeyAlgorithm> of(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec ->
          Arrays.stream(values())
              .filter(a -> a.isEc() && Curves.named(a.curve()).equals(Curves.of(ec.getParams())))
              .findFirst();
      case RSAPublicKey rsa when key.getAlgorithm().equals("RSA") && hasUsualExponent(rsa) ->
          Arrays.stream(values())
              .filter(a -> !a.isEc() && a.keyBits == rsa.getModulus().bitLength())
              .findFirst();
      default -> Optional.empty();
    };
  }

  /** An exponent as every tool makes it; a huge one only costs whoever verifies. */
  private static boolean hasUsualExponent(RSAPublicKey key) {
    BigInteger exponent = key.getPublicExponent();
    return exponent.testBit(0) && exponent.bitLength() >= 2 && exponent.bitLength() <= 32;
  }

  /** The name of the algorithm in JWS, such as {@code ES256}. */
  public String jws() {
    return jws;
  }

  /** The number of the algorithm in COSE, such as -7. */
  public int cose() {
    return cose;
  }

  /**
   * How many bytes a signature in {@link SignatureForm#NOTARY} has: the two numbers of ECDSA in
   * full length side by side, or as many as the modulus.
   */
  public int signatureLength() {
    int bytes = (keyBits + Byte.SIZE - 1) / Byte.SIZE;
    return isEc() ? 2 * bytes : bytes;
  }

  /** The name of the hash as the JDK has it, such as {@code SHA-256}. */
  public String hash() {
    return "SHA-" + hashBits;
  }

  /** For people, such as {@code ECDSA P-256}. */
  @Override
  public String toString() {
    return shown;
  }

  /**
   * Whether {@code signature} is one of {@code data} by {@code key}, which is of this algorithm.
   */
  public boolean verifies(PublicKey key, SignatureForm form, byte[] data, byte[] signature) {
    try {
      Signature verifier = signature(form, null);
      verifier.initVerify(key);
      verifier.update(data);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  boolean isEc() {
    return jws.startsWith("ES");
  }

  /** The name of the curve as the JDK has it; only of EC keys. */
  String curve() {
    return "secp" + keyBits + "r1";
  }

  int keyBits() {
    return keyBits;
  }

  /**
   * What makes or checks signatures of this kind.
   *
   * @param provider where the key is, or null for the JDK's choice
   */
  Signature signature(SignatureForm form, @Nullable Provider provider)
      throws GeneralSecurityException {
    if (isEc()) {
      String der = "SHA" + hashBits + "withECDSA";
      return instance(form == SignatureForm.NOTARY ? der + "inP1363Format" : der, provider);
    }
    if (form == SignatureForm.SIGSTORE) {
      return instance("SHA256withRSA", provider);
    }
    Signature pss = instance("RSASSA-PSS", provider);
    pss.setParameter(
        new PSSParameterSpec(hash(), "MGF1", new MGF1ParameterSpec(hash()), hashBits / 8, 1));
    return pss;
  }

  private static Signature instance(String name, @Nullable Provider provider)
      throws GeneralSecurityException {
    return provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
  }
}

package io.registrysidecar.sign.key;

import io.registrysidecar.sign.SignatureForm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Pairs of keys: made, completed, compared. */
final class KeyPairs {

  static final String SUPPORTED = "EC P-256, P-384, P-521 or RSA 2048, 3072, 4096";

  private KeyPairs() {}

  /** A new pair. */
  static KeyPair generate(KeyAlgorithm algorithm, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.isEc() ? "EC" : "RSA");
      if (algorithm.isEc()) {
        generator.initialize(new ECGenParameterSpec(algorithm.curve()), random);
      } else {
        generator.initialize(algorithm.keyBits(), random);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot make keys: " + algorithm, e);
    }
  }

  /** The public half, which files of private keys need not have. */
  static PublicKey publicOf(PrivateKey key) throws PrivateKeyInfos.Malformed {
    try {
      return switch (key) {
        case ECPrivateKey ec -> publicOf(ec);
        case RSAPrivateCrtKey rsa ->
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        default ->
            throw new PrivateKeyInfos.Malformed(
                "a key of the algorithm "
                    + key.getAlgorithm()
                    + " is not supported; use "
                    + SUPPORTED,
                null);
      };
    } catch (GeneralSecurityException e) {
      throw new PrivateKeyInfos.Malformed("its public half cannot be computed", e);
    }
  }

  private static PublicKey publicOf(ECPrivateKey key)
      throws GeneralSecurityException, PrivateKeyInfos.Malformed {
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      if (algorithm.isEc() && Curves.named(algorithm.curve()).equals(Curves.of(key.getParams()))) {
        X9ECParameters curve = SECNamedCurves.getByName(algorithm.curve());
        BigInteger secret = key.getS();
        if (secret.signum() <= 0 || secret.compareTo(curve.getN()) >= 0) {
          throw new PrivateKeyInfos.Malformed(
              "its secret number is out of the curve's range", null);
        }
        var point = new FixedPointCombMultiplier().multiply(curve.getG(), secret).normalize();
        return KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(
                        point.getAffineXCoord().toBigInteger(),
                        point.getAffineYCoord().toBigInteger()),
                    key.getParams()));
      }
    }
    throw new PrivateKeyInfos.Malformed("its curve is not supported; use " + SUPPORTED, null);
  }

  /** Whether what one key signs is verified by the other. */
  static boolean belongTogether(KeyAlgorithm algorithm, PrivateKey secret, PublicKey open) {
    try {
      byte[] probe = {1};
      Signature signature = algorithm.signature(SignatureForm.SIGSTORE, null);
      signature.initSign(secret);
      signature.update(probe);
      return algorithm.verifies(open, SignatureForm.SIGSTORE, probe, signature.sign());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}

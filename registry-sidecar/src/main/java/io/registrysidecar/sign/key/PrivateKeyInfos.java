package io.registrysidecar.sign.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * From the encodings of private keys to keys: PKCS #8, SEC 1 and PKCS #1. The parser of ASN.1
 * reports malformed input by several unchecked exceptions, so any of them counts as that.
 */
final class PrivateKeyInfos {

  private PrivateKeyInfos() {}

  /** A key as PKCS #8 has it (RFC 5208). */
  static PrivateKey pkcs8(byte[] der) throws Malformed {
    ASN1ObjectIdentifier algorithm;
    try {
      algorithm = PrivateKeyInfo.getInstance(der).getPrivateKeyAlgorithm().getAlgorithm();
    } catch (RuntimeException e) {
      throw new Malformed("it is not a PKCS #8 private key", e);
    }
    String name;
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      name = "EC";
    } else if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      name = "RSA";
    } else {
      throw new Malformed(
          "a key of the algorithm " + algorithm + " is not supported; use " + KeyPairs.SUPPORTED,
          null);
    }
    try {
      return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new Malformed("its " + name + " private key is malformed or not supported", e);
    }
  }

  /** An EC key as OpenSSL's {@code ecparam} writes it (RFC 5915). */
  static PrivateKey sec1(byte[] der) throws Malformed {
    try {
      ECPrivateKey key = ECPrivateKey.getInstance(der);
      key.getKey();
      ASN1Encodable curve = key.getParametersObject();
      if (curve == null) {
        throw new Malformed("its EC key does not say on which curve it is", null);
      }
      return wrapped(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key);
    } catch (IOException | RuntimeException e) {
      throw new Malformed("it is not an EC private key (SEC 1)", e);
    }
  }

  /** An RSA key as PKCS #1 has it (RFC 8017). */
  static PrivateKey pkcs1(byte[] der) throws Malformed {
    try {
      return wrapped(
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
          RSAPrivateKey.getInstance(der));
    } catch (IOException | RuntimeException e) {
      throw new Malformed("it is not an RSA private key (PKCS #1)", e);
    }
  }

  static boolean looksLikeSec1(byte[] der) {
    try {
      ECPrivateKey.getInstance(der).getKey();
      return true;
    } catch (RuntimeException _) {
      return false;
    }
  }

  private static PrivateKey wrapped(AlgorithmIdentifier algorithm, ASN1Encodable key)
      throws IOException, Malformed {
    byte[] der = new PrivateKeyInfo(algorithm, key).getEncoded("DER");
    try {
      return pkcs8(der);
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  /** Not a private key that can be used; the message says what is wrong, never what it holds. */
  static final class Malformed extends Exception {
    Malformed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}

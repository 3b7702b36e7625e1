package io.registrysidecar.sign.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Public keys: read, named, written. */
public final class PublicKeys {

  private PublicKeys() {}

  /**
   * A key from its SubjectPublicKeyInfo in DER (RFC 5280), of a kind that {@link KeyAlgorithm}
   * lists.
   *
   * @throws KeyFailure if it is anything else
   */
  public static PublicKey ofDer(byte[] der) throws KeyFailure {
    try {
      ASN1ObjectIdentifier algorithm =
          SubjectPublicKeyInfo.getInstance(der).getAlgorithm().getAlgorithm();
      String name =
          algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
              ? "EC"
              : algorithm.equals(PKCSObjectIdentifiers.rsaEncryption) ? "RSA" : "";
      if (!name.isEmpty()) {
        PublicKey key = KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(der));
        if (KeyAlgorithm.of(key).isPresent()) {
          return key;
        }
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeyFailure("read a public key: it is malformed", e);
    }
    throw new KeyFailure("read a public key: its kind is not supported; use " + KeyPairs.SUPPORTED);
  }

  /**
   * A key from PEM: the first block {@code PUBLIC KEY}.
   *
   * @throws KeyFailure if there is none, or it is of another kind
   */
  public static PublicKey ofPem(byte[] pem) throws KeyFailure {
    try {
      for (PemBlock block : PemBlock.parse(pem)) {
        if (block.type().equals("PUBLIC KEY")) {
          return ofDer(block.content());
        }
      }
    } catch (IllegalArgumentException e) {
      throw new KeyFailure("read a public key: " + e.getMessage(), e);
    }
    throw new KeyFailure("read a public key: there is no block PUBLIC KEY in PEM");
  }

  /**
   * How bundles name the key that verifies them: Base64 of the SHA-256 of its SubjectPublicKeyInfo.
   */
  public static String hint(PublicKey key) {
    return Base64.getEncoder().encodeToString(sha256(key.getEncoded()));
  }

  /** The same hash in hexadecimal, as people compare it. */
  public static String fingerprint(PublicKey key) {
    return HexFormat.of().formatHex(sha256(key.getEncoded()));
  }

  /** The key as {@code PUBLIC KEY} in PEM, which every consumer reads. */
  public static String pem(PublicKey key) {
    return new String(PemBlock.write("PUBLIC KEY", key.getEncoded()), StandardCharsets.US_ASCII);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}

package io.registrysidecar.sign.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Public keys: read, named, written. */
public final class PublicKeys {

  /** Of RFC 8410. */
  private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

  private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS =
      Map.of(
          X9ObjectIdentifiers.id_ecPublicKey,
          "EC",
          PKCSObjectIdentifiers.rsaEncryption,
          "RSA",
          ED25519,
          "Ed25519");

  private PublicKeys() {}

  /**
   * A key from its SubjectPublicKeyInfo in DER (RFC 5280), of a kind that {@link KeyAlgorithm}
   * lists.
   *
   * @throws KeyFailure if it is anything else
   */
  public static PublicKey ofDer(byte[] der) throws KeyFailure {
    try {
      Optional<PublicKey> key = read(der).filter(found -> KeyAlgorithm.of(found).isPresent());
      if (key.isPresent()) {
        return key.get();
      }
    } catch (GeneralSecurityException e) {
      throw new KeyFailure("read a public key: it is malformed", e);
    }
    throw new KeyFailure("read a public key: its kind is not supported; use " + KeyPairs.SUPPORTED);
  }

  /**
   * A key of EC, RSA or Ed25519 from its SubjectPublicKeyInfo in DER, whatever its curve or length;
   * empty for any other kind.
   *
   * @throws GeneralSecurityException if the bytes are no key
   */
  public static Optional<PublicKey> read(byte[] der) throws GeneralSecurityException {
    try {
      String algorithm =
          ALGORITHMS.get(SubjectPublicKeyInfo.getInstance(der).getAlgorithm().getAlgorithm());
      return algorithm == null
          ? Optional.empty()
          : Optional.of(
              KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)));
    } catch (RuntimeException e) {
      // The ASN.1 reader says by various unchecked exceptions that bytes are not a key.
      throw new InvalidKeySpecException("no SubjectPublicKeyInfo", e);
    }
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

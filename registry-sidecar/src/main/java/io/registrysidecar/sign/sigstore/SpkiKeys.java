package io.registrysidecar.sign.sigstore;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Public keys as certificates and trusted roots carry them. */
final class SpkiKeys {

  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 8192;

  private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS =
      Map.of(
          X9ObjectIdentifiers.id_ecPublicKey,
          "EC",
          PKCSObjectIdentifiers.rsaEncryption,
          "RSA",
          new ASN1ObjectIdentifier("1.3.101.112"),
          "Ed25519");

  private SpkiKeys() {}

  /** Reads a SubjectPublicKeyInfo (RFC 5280): EC P-256, P-384 or P-521, RSA, or Ed25519. */
  static PublicKey fromSpki(byte[] der) throws MalformedDocument {
    try {
      ASN1ObjectIdentifier oid =
          SubjectPublicKeyInfo.getInstance(der).getAlgorithm().getAlgorithm();
      String algorithm = ALGORITHMS.get(oid);
      if (algorithm == null) {
        throw new MalformedDocument("a public key has the unsupported algorithm " + oid);
      }
      PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      if (key instanceof RSAPublicKey rsa) {
        checkLength(rsa);
      }
      return key;
    } catch (GeneralSecurityException | RuntimeException e) {
      // The ASN.1 reader says by various unchecked exceptions that bytes are not a key.
      throw new MalformedDocument("a public key cannot be read; EC, RSA or Ed25519 is needed", e);
    }
  }

  /** Reads an RSAPublicKey of PKCS #1, as old logs publish theirs. */
  static PublicKey fromPkcs1(byte[] der) throws MalformedDocument {
    try {
      var algorithm =
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
      var key = org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(der);
      return fromSpki(new SubjectPublicKeyInfo(algorithm, key).getEncoded());
    } catch (IOException | RuntimeException e) {
      throw new MalformedDocument("a public key is not one of PKCS #1", e);
    }
  }

  private static void checkLength(RSAPublicKey key) throws MalformedDocument {
    int bits = key.getModulus().bitLength();
    if (bits < SHORTEST_RSA || bits > LONGEST_RSA) {
      throw new MalformedDocument(
          "an RSA key has " + bits + " bits; " + SHORTEST_RSA + " to " + LONGEST_RSA + " are used");
    }
  }
}

package io.registrysidecar.sign.sigstore;

import io.registrysidecar.sign.key.PublicKeys;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Public keys as certificates and trusted roots carry them. */
final class SpkiKeys {

  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 8192;

  private SpkiKeys() {}

  /** Reads a SubjectPublicKeyInfo (RFC 5280): EC P-256, P-384 or P-521, RSA, or Ed25519. */
  static PublicKey fromSpki(byte[] der) throws MalformedDocument {
    PublicKey key;
    try {
      key =
          PublicKeys.read(der)
              .orElseThrow(() ->
                  new MalformedDocument(
                      "a public key is of an unsupported kind; EC, RSA or Ed25519 is needed"));
    } catch (GeneralSecurityException e) {
      throw new MalformedDocument("a public key cannot be read; EC, RSA or Ed25519 is needed", e);
    }
    if (key instanceof RSAPublicKey rsa) {
      checkLength(rsa);
    }
    return key;
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

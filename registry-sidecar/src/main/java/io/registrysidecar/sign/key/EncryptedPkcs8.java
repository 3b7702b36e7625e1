package io.registrysidecar.sign.key;

import io.registrysidecar.sign.key.PrivateKeyInfos.Malformed;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** PKCS #8 encrypted with a password by PBES2 and PBKDF2 (RFC 8018), as {@code openssl pkcs8}. */
final class EncryptedPkcs8 {

  /** OpenSSL takes 2048, careful people a million. */
  private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(10_000_000);

  private EncryptedPkcs8() {}

  /** Decrypts to PKCS #8, which whoever called overwrites. */
  static byte[] decrypt(byte[] der, Password password) throws Malformed {
    try {
      EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
      check(info);
      return new PKCS8EncryptedPrivateKeyInfo(info)
          .decryptPrivateKeyInfo(
              new JceOpenSSLPKCS8DecryptorProviderBuilder()
                  .setProvider(new BouncyCastleProvider())
                  .build(password.characters()))
          .getEncoded();
    } catch (PKCSException | IOException e) {
      throw new Malformed("the password is wrong, or the file is damaged", e);
    } catch (OperatorCreationException | RuntimeException e) {
      throw new Malformed("it is not encrypted in a way that is supported (PBES2)", e);
    }
  }

  private static void check(EncryptedPrivateKeyInfo info) throws Malformed {
    if (!info.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      throw new Malformed(
          "it is encrypted in an old way. Convert it: openssl pkcs8 -topk8 -in KEY -out NEWKEY",
          null);
    }
    PBES2Parameters parameters =
        PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
    var derivation = parameters.getKeyDerivationFunc();
    if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      throw new Malformed(
          "its key is not derived by PBKDF2. Convert it: openssl pkcs8 -topk8 -in KEY -out NEWKEY",
          null);
    }
    BigInteger rounds = PBKDF2Params.getInstance(derivation.getParameters()).getIterationCount();
    if (rounds.signum() <= 0 || rounds.compareTo(MOST_ROUNDS) > 0) {
      throw new Malformed(
          "it asks for " + rounds + " rounds of PBKDF2, which would take long", null);
    }
  }
}

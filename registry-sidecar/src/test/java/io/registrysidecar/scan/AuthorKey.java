package io.registrysidecar.scan;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** A key of somebody who writes VEX documents. */
final class AuthorKey implements Signer {
  private final KeyPair pair;

  AuthorKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public PublicKey publicKey() {
    return pair.getPublic();
  }

  @Override
  public List<X509Certificate> chain() {
    return List.of();
  }

  @Override
  public byte[] sign(SignatureForm form, byte[] data) throws SigningFailure {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

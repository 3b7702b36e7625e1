package io.registrysidecar.sign.sigstore;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/** Signs with a pair of keys in memory, ECDSA P-256. */
record TestSigner(KeyPair keys) implements Signer {

  static TestSigner fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new TestSigner(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public PublicKey publicKey() {
    return keys.getPublic();
  }

  @Override
  public List<X509Certificate> chain() {
    return List.of();
  }

  @Override
  public byte[] sign(SignatureForm form, byte[] data) {
    return sign(data);
  }

  byte[] sign(byte[] data) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  TrustedKeys trusted(String name) {
    return TrustedKeys.of(List.of(new TrustedKeys.TrustedKey(name, publicKey())));
  }
}

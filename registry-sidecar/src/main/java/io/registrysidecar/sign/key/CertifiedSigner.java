package io.registrysidecar.sign.key;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A signer with certificates that it did not bring itself. */
record CertifiedSigner(Signer signer, List<X509Certificate> chain) implements Signer {

  CertifiedSigner {
    chain = List.copyOf(chain);
  }

  @Override
  public PublicKey publicKey() {
    return signer.publicKey();
  }

  @Override
  public byte[] sign(SignatureForm form, byte[] data) throws SigningFailure {
    return signer.sign(form, data);
  }

  @Override
  public String toString() {
    return signer.toString();
  }
}

package io.registrysidecar.sign.key;

import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs with a key that the JDK holds, or that a provider of the JDK reaches. */
final class JcaSigner implements Signer {

  private final String name;
  private final PrivateKey secret;
  private final PublicKey open;
  private final KeyAlgorithm algorithm;
  private final List<X509Certificate> chain;
  private final @Nullable Provider provider;

  /**
   * A signer.
   *
   * @param name what messages call the key
   * @param provider where the private key is, or null where the JDK has it
   */
  JcaSigner(
      String name,
      PrivateKey secret,
      PublicKey open,
      KeyAlgorithm algorithm,
      List<X509Certificate> chain,
      @Nullable Provider provider) {
    this.name = name;
    this.secret = secret;
    this.open = open;
    this.algorithm = algorithm;
    this.chain = List.copyOf(chain);
    this.provider = provider;
  }

  PrivateKey secret() {
    return secret;
  }

  @Override
  public PublicKey publicKey() {
    return open;
  }

  @Override
  public List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public byte[] sign(SignatureForm form, byte[] data) throws SigningFailure {
    try {
      Signature signature = algorithm.signature(form, provider);
      signature.initSign(secret);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException | ProviderException e) {
      throw new SigningFailure(
          "sign with "
              + name
              + " ("
              + algorithm
              + ", form "
              + form
              + "): "
              + e.getMessage()
              + ". Check that the key is still there and allows signing.",
          e);
    }
  }

  @Override
  public String toString() {
    return name + " (" + algorithm + ")";
  }
}

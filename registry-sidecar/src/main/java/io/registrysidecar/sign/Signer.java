package io.registrysidecar.sign;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Signs with one private key, which may be in a file, in a token or in somebody else's service.
 * Safe for use by several threads.
 */
public interface Signer {

  /** The public half of the key. */
  PublicKey publicKey();

  /**
   * The certificates of the key, leaf first and root last; empty where the key has none, as those
   * that only sign attestations have.
   */
  List<X509Certificate> chain();

  /**
   * Signs {@code data}, which is hashed by the algorithm that belongs to the key.
   *
   * @throws SigningFailure if the key cannot be used, or not in this form
   */
  byte[] sign(SignatureForm form, byte[] data) throws SigningFailure;
}

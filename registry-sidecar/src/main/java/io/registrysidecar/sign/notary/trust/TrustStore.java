package io.registrysidecar.sign.notary.trust;

import java.security.cert.X509Certificate;
import java.util.Set;

/** Certificates that are trusted, by name. Safe for use by several threads. */
public interface TrustStore {

  /**
   * The certificates of one store, at least one.
   *
   * @throws TrustStoreFailure if there is no such store, or something in it cannot be trusted
   */
  Set<X509Certificate> certificates(StoreName store) throws TrustStoreFailure;
}

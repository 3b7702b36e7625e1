package io.registrysidecar.sign.sigstore;

import java.security.cert.X509Certificate;

/** How a signature says who made it; nothing of it is trusted before it is checked. */
sealed interface Claim {

  /** One of the reader's keys, called so by the writer; empty if nothing is said. */
  record Key(String hint) implements Claim {}

  /** The holder of this certificate's key. */
  record Certificate(X509Certificate leaf) implements Claim {}
}

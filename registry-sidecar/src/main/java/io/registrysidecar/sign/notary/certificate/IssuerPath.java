package io.registrysidecar.sign.notary.certificate;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the way from a certificate to a trusted root among certificates in no order. */
final class IssuerPath {

  /** Each comparison may cost the verification of a signature. */
  private static final int MOST_STEPS = 200;

  private final Collection<X509Certificate> known;
  private final Set<X509Certificate> trusted;
  private int steps;

  private IssuerPath(Collection<X509Certificate> known, Set<X509Certificate> trusted) {
    this.known = known;
    this.trusted = trusted;
  }

  /** Leaf first, trusted root last; empty when there is no way. */
  static Optional<List<X509Certificate>> find(
      X509Certificate leaf, Collection<X509Certificate> known, Set<X509Certificate> trusted) {
    List<X509Certificate> path = new ArrayList<>(List.of(leaf));
    return new IssuerPath(known, trusted).reaches(path) ? Optional.of(path) : Optional.empty();
  }

  private boolean reaches(List<X509Certificate> path) {
    X509Certificate last = path.getLast();
    if (trusted.contains(last)) {
      return true;
    }
    return path.size() < CertificateChain.LONGEST
        && (extended(path, trusted) || extended(path, known));
  }

  private boolean extended(List<X509Certificate> path, Collection<X509Certificate> candidates) {
    for (X509Certificate candidate : candidates) {
      if (!path.contains(candidate)
          && ++steps <= MOST_STEPS
          && Certificates.isIssuedBy(path.getLast(), candidate)) {
        path.add(candidate);
        if (reaches(path)) {
          return true;
        }
        path.removeLast();
      }
    }
    return false;
  }
}

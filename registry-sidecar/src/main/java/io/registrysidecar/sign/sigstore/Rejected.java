package io.registrysidecar.sign.sigstore;

import io.registrysidecar.sign.Verification;

/** A step of a verification that ends it: carries what the verifier says. */
final class Rejected extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Verification verdict;

  private Rejected(Verification verdict) {
    super(verdict.detail());
    this.verdict = verdict;
  }

  static Rejected invalid(String detail) {
    return new Rejected(new Verification.Invalid(detail));
  }

  static Rejected untrusted(String signer, String detail) {
    return new Rejected(new Verification.Untrusted(signer, detail));
  }

  Verification verdict() {
    return verdict;
  }
}

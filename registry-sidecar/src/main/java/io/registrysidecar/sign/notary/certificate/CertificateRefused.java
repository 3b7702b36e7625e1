package io.registrysidecar.sign.notary.certificate;

/**
 * A certificate, a chain or a key breaks a rule. The message names the certificate and the rule.
 */
public final class CertificateRefused extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says which rule is broken by what. */
  public CertificateRefused(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public CertificateRefused(String message, Throwable cause) {
    super(message, cause);
  }
}

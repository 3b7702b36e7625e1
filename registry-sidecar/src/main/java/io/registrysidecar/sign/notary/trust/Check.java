package io.registrysidecar.sign.notary.trust;

/** What is checked of a signature, in this order. */
public enum Check {
  /** The envelope is well-formed, its signature is good, its certificates keep the rules. */
  INTEGRITY("integrity"),
  /** A trust store holds one of its certificates, and the leaf is a trusted identity. */
  AUTHENTICITY("authenticity"),
  /** The signature has not expired. */
  EXPIRY("expiry"),
  /** The certificates were valid when they had to be. */
  AUTHENTIC_TIMESTAMP("authenticTimestamp"),
  /** No certificate was revoked. */
  REVOCATION("revocation");

  private final String label;

  Check(String label) {
    this.label = label;
  }

  /** As trust policies write it. */
  public String label() {
    return label;
  }
}

package io.registrysidecar.sign.notary.trust;

/** What the certificates of a trust store are trusted for. */
public enum StoreType {
  /** Signatures of the scheme {@code notary.x509}. */
  CA("ca"),
  /** Signatures of the scheme {@code notary.x509.signingAuthority}. */
  SIGNING_AUTHORITY("signingAuthority"),
  /** Time stamps. */
  TSA("tsa");

  private final String label;

  StoreType(String label) {
    this.label = label;
  }

  /** As trust policies and directories write it. */
  public String label() {
    return label;
  }
}

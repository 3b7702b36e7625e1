package io.registrysidecar.sign.notary;

import io.registrysidecar.sign.notary.trust.StoreType;

/** Who vouches for the time of signing. */
public enum SigningScheme {
  /** The signer; the time counts only with a time stamp. */
  X509("notary.x509", Header.SIGNING_TIME, StoreType.CA),
  /** A signing authority that is trusted to tell the time. */
  X509_SIGNING_AUTHORITY(
      "notary.x509.signingAuthority", Header.AUTHENTIC_SIGNING_TIME, StoreType.SIGNING_AUTHORITY);

  private final String label;
  private final String timeHeader;
  private final StoreType store;

  SigningScheme(String label, String timeHeader, StoreType store) {
    this.label = label;
    this.timeHeader = timeHeader;
    this.store = store;
  }

  /** As envelopes write it. */
  public String label() {
    return label;
  }

  /** The trust stores whose certificates may vouch for such a signature. */
  public StoreType store() {
    return store;
  }

  /** The header that holds the time of signing. */
  String timeHeader() {
    return timeHeader;
  }

  static SigningScheme of(String label) throws MalformedEnvelope {
    for (SigningScheme scheme : values()) {
      if (scheme.label.equals(label)) {
        return scheme;
      }
    }
    throw new MalformedEnvelope("the signing scheme \"" + label + "\" is not known");
  }
}

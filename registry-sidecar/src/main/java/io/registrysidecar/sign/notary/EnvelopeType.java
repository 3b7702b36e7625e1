package io.registrysidecar.sign.notary;

import java.util.Optional;

/** The two kinds of envelope. */
public enum EnvelopeType {
  /** JSON Web Signature, flattened (RFC 7515), which this program writes by default. */
  JWS("application/jose+json"),
  /** COSE_Sign1, tagged (RFC 9052). */
  COSE("application/cose");

  private final String mediaType;

  EnvelopeType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type of the layer that holds it. */
  public String mediaType() {
    return mediaType;
  }

  /** The kind with this media type; empty when it is another's. */
  public static Optional<EnvelopeType> of(String mediaType) {
    for (EnvelopeType type : values()) {
      if (type.mediaType.equals(mediaType)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}

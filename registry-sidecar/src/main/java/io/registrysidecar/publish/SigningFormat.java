package io.registrysidecar.publish;

import java.util.EnumSet;
import java.util.Set;

/** In which forms attestations are written; set by the operator. */
public enum SigningFormat {
  /**
   * Bundles, except on images that carry a legacy signature and nobody's bundle: there the legacy
   * form, because verifiers look at nothing else any more as soon as an image has one bundle.
   */
  AUTO,
  /** Sigstore bundles, as referrers. */
  BUNDLE,
  /** In the tag {@code sha256-….att}, as cosign before version 3 does. */
  LEGACY,
  /** Both. */
  BOTH,
  /** Nothing is signed. */
  OFF;

  /** What a verifier looks at. */
  enum Form {
    /** Sigstore bundles. */
    BUNDLES,
    /** The legacy tag. */
    LEGACY_TAG
  }

  /** The forms for an image on which others have written what {@code situation} says. */
  Set<Form> formsFor(Situation situation) {
    return switch (this) {
      case AUTO ->
          situation.legacySignature() && !situation.foreignBundle()
              ? EnumSet.of(Form.LEGACY_TAG)
              : EnumSet.of(Form.BUNDLES);
      case BUNDLE -> EnumSet.of(Form.BUNDLES);
      case LEGACY -> EnumSet.of(Form.LEGACY_TAG);
      case BOTH -> EnumSet.allOf(Form.class);
      case OFF -> EnumSet.noneOf(Form.class);
    };
  }
}

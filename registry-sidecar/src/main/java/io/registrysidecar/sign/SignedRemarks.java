package io.registrysidecar.sign;

import java.util.Map;
import java.util.Optional;

/** What a signer says beside that an image is signed, in words that are signed themselves. */
public final class SignedRemarks {

  /** By this name stands why an image was signed that did not meet its policy. */
  public static final String OVERRIDDEN = "io.registry-sidecar.policy-overridden";

  private SignedRemarks() {}

  /** Why the policy was overridden; empty where it was not, or nobody says so. */
  public static Optional<String> overridden(Map<String, String> remarks) {
    return Optional.ofNullable(remarks.get(OVERRIDDEN)).filter(why -> !why.isBlank());
  }
}

package io.registrysidecar.sign.notary;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to sign.
 *
 * @param type the kind of envelope
 * @param validFor how long the signature counts, at least a second; null for as long as the
 *     certificates do
 * @param metadata what to say about the artifact; keys beginning with {@code io.cncf.notary} are
 *     reserved
 * @param agent the program that signs, as name and version
 */
public record SigningOptions(
    EnvelopeType type, @Nullable Duration validFor, Map<String, String> metadata, String agent) {

  private static final String RESERVED = "io.cncf.notary";

  /** Copies the metadata and checks its keys. */
  public SigningOptions {
    metadata = Map.copyOf(metadata);
    for (String key : metadata.keySet()) {
      if (key.startsWith(RESERVED)) {
        throw new IllegalArgumentException("the key " + key + " is reserved");
      }
    }
    if (validFor != null && validFor.toSeconds() < 1) {
      throw new IllegalArgumentException("a signature that is valid for less than a second");
    }
  }

  /** A JSON Web Signature that says nothing more and does not expire by itself. */
  public static SigningOptions by(String agent) {
    return new SigningOptions(EnvelopeType.JWS, null, Map.of(), agent);
  }
}

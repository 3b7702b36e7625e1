package io.registrysidecar.sign.sigstore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the configuration trusts.
 *
 * @param keys for signatures by key
 * @param root for signatures with certificates, and for log entries; null if there is none
 * @param identities whose certificates are trusted; without a root, or if empty, nobody's
 */
public record SigstoreTrust(
    TrustedKeys keys, @Nullable TrustedRoot root, List<IdentityRule> identities) {

  /** Copies the identities. */
  public SigstoreTrust {
    identities = List.copyOf(identities);
  }

  /** Keys only. */
  public static SigstoreTrust of(TrustedKeys keys) {
    return new SigstoreTrust(keys, null, List.of());
  }
}

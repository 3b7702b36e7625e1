package io.registrysidecar.testing;

import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.PasswordSource;
import io.registrysidecar.sign.sigstore.SigstoreTrust;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.sign.sigstore.TrustedKeys;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Keys that sign in tests, and verifiers that trust a single one. */
public final class SigningKeys {

  private SigningKeys() {}

  /** A ring that makes its keys when they are first asked for, and does not encrypt them. */
  public static KeyRing in(Path directory, InstantSource clock) {
    return new KeyRing(
        new KeyRing.Settings(directory, true, PasswordSource.NONE, "XX", "none", "test", Map.of()),
        clock);
  }

  /** Trusts this key, under this name, and nobody else. */
  public static SigstoreVerifier trusting(String name, PublicKey key, InstantSource clock) {
    return new SigstoreVerifier(
        SigstoreTrust.of(TrustedKeys.of(List.of(new TrustedKeys.TrustedKey(name, key)))), clock);
  }
}

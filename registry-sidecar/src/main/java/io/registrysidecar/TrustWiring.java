package io.registrysidecar;

import io.registrysidecar.audit.Trust;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.SigningFormat;
import io.registrysidecar.policy.Signatures;
import io.registrysidecar.scan.SignatureLookup;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.PublicKeys;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our keys, and whom scans believe.
 *
 * @param keys our own
 * @param provenance judges records of builds
 * @param signatures looks up signatures for verdicts
 * @param refresh looks whether others are to be trusted now
 */
record TrustWiring(KeyRing keys, Trust provenance, SignatureLookup signatures, Runnable refresh) {

  private static final Logger LOG = LoggerFactory.getLogger(TrustWiring.class);

  /**
   * For the service: the key for scan results is made if there is none.
   *
   * @param environment where passwords may be
   * @throws CannotStart if somebody is trusted whose key or certificate cannot be used
   * @throws KeyFailure if our own keys cannot be used
   */
  static TrustWiring ofService(
      Configuration configuration, Map<String, String> environment, InstantSource clock)
      throws CannotStart, KeyFailure {
    KeyRing keys = SigningKeyRing.of(configuration, environment, clock);
    if (configuration.signing().format() != SigningFormat.OFF) {
      Signer signer = keys.signer(KeyRole.ATTESTATION);
      LOG.atInfo()
          .addKeyValue("sha256", PublicKeys.fingerprint(signer.publicKey()))
          .addKeyValue("hint", PublicKeys.hint(signer.publicKey()))
          .log("the key for scan results");
    }
    return of(configuration, keys, clock);
  }

  /** Where our own keys cannot be used: no signature is looked at. */
  static TrustWiring ofNobody(KeyRing keys, String why) {
    var unchecked = new Signatures.Unchecked("signatures were not checked: " + why);
    return new TrustWiring(keys, Trust.NOT_CHECKED, (_, _, _, _) -> unchecked, () -> {});
  }

  /**
   * Nothing is made.
   *
   * @throws CannotStart if somebody is trusted whose key or certificate cannot be used
   * @throws KeyFailure if our own keys cannot be used
   */
  static TrustWiring of(Configuration configuration, KeyRing keys, InstantSource clock)
      throws CannotStart, KeyFailure {
    WatchedTrust trust = WatchedTrust.of(configuration.trust(), keys, clock);
    return new TrustWiring(
        keys, new ProvenanceTrust(trust::now), new AttachedSignatures(trust, clock), trust);
  }
}

package io.registrysidecar;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.SigningSettings;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.publish.SigningFormat;
import io.registrysidecar.scan.OwnResults;
import io.registrysidecar.sign.key.CommandKey;
import io.registrysidecar.sign.key.KeyFile;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.KeySource;
import io.registrysidecar.sign.key.PasswordSource;
import io.registrysidecar.sign.key.Pkcs11Key;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** The key ring as it is configured. */
public final class SigningKeyRing {

  private SigningKeyRing() {}

  /**
   * The ring; nothing is read or made yet.
   *
   * @param environment where passwords may be
   */
  public static KeyRing of(
      Configuration configuration, Map<String, String> environment, InstantSource clock) {
    SigningSettings signing = configuration.signing();
    PasswordSource password =
        PasswordSource.firstOf(
            PasswordSource.file(signing.passwordFile()),
            PasswordSource.variable(environment, SigningSettings.PASSWORD),
            PasswordSource.variable(environment, "COSIGN_PASSWORD"));
    Map<KeyRole, KeySource> elsewhere = new EnumMap<>(KeyRole.class);
    add(elsewhere, KeyRole.ATTESTATION, signing.attestation(), signing, password, environment);
    add(elsewhere, KeyRole.RELEASE, signing.release(), signing, password, environment);
    return new KeyRing(
        new KeyRing.Settings(
            signing.keys(),
            signing.generate(),
            password,
            signing.subject().country(),
            signing.subject().state(),
            signing.subject().organization(),
            elsewhere),
        clock);
  }

  /**
   * How results are signed with the keys of a ring. Where they are not, it makes no key and knows
   * again what earlier ones have signed.
   *
   * @param version of this program
   */
  static ResultSigning results(
      Configuration configuration, KeyRing keys, String version, InstantSource clock) {
    SigningFormat format =
        switch (configuration.signing().format()) {
          case AUTO -> SigningFormat.AUTO;
          case BUNDLE -> SigningFormat.BUNDLE;
          case LEGACY -> SigningFormat.LEGACY;
          case BOTH -> SigningFormat.BOTH;
          case OFF -> SigningFormat.OFF;
        };
    return new ResultSigning(keys, format, "registry-sidecar/" + version, clock);
  }

  /** Knows again what was signed so. */
  static OwnResults own(ResultSigning signing) {
    return signing::isOwn;
  }

  private static void add(
      Map<KeyRole, KeySource> elsewhere,
      KeyRole role,
      SigningSettings.KeyPlace place,
      SigningSettings signing,
      PasswordSource password,
      Map<String, String> environment) {
    Path file = place.file();
    String label = place.label();
    SigningSettings.Token token = signing.token();
    if (file != null) {
      elsewhere.put(role, () -> KeyFile.read(file, password));
    } else if (!place.command().isEmpty()) {
      elsewhere.put(role, new CommandKey(place.command()));
    } else if (label != null && token != null) {
      PasswordSource pin =
          PasswordSource.firstOf(
              PasswordSource.file(token.pinFile()),
              PasswordSource.variable(environment, SigningSettings.PIN));
      elsewhere.put(role, new Pkcs11Key(token.library(), token.slot(), label, pin));
    }
  }
}

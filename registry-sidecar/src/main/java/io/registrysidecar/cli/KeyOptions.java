package io.registrysidecar.cli;

import io.registrysidecar.SigningKeyRing;
import io.registrysidecar.config.ConfigurationException;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which keys a command is about. */
final class KeyOptions {

  @Mixin StateOptions configuration;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      converter = Roles.class,
      completionCandidates = Roles.class,
      defaultValue = "attestation",
      description =
          "attestation: the key for scan results; release: the key for signing images. Default:"
              + " ${DEFAULT-VALUE}.")
  KeyRole role = KeyRole.ATTESTATION;

  /** The roles by their words. */
  static final class Roles implements Iterable<String>, ITypeConverter<KeyRole> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(KeyRole.values()).map(KeyRole::word).iterator();
    }

    @Override
    public KeyRole convert(String text) {
      return Arrays.stream(KeyRole.values())
          .filter(role -> role.word().equals(text))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException("'" + text + "' is none of " + String.join(", ", this)));
    }
  }

  KeyRing ring(Console console) throws ConfigurationException {
    return SigningKeyRing.of(
        configuration.load(console), console.environment(), InstantSource.system());
  }
}

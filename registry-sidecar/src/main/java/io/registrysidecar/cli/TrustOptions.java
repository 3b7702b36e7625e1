package io.registrysidecar.cli;

import io.registrysidecar.CannotStart;
import io.registrysidecar.ConfiguredTrust;
import io.registrysidecar.SigningKeyRing;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.TrustSettings;
import io.registrysidecar.config.TrustSettings.Signers;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.verify.TrustedParties;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is trusted for releases, in place of those in the configuration. */
final class TrustOptions {

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "A public key (PEM) of those who release images; may be given several times. With this or"
              + " the next three, nobody else is trusted for releases.")
  List<Path> keys = List.of();

  @Option(
      names = "--trust-directory",
      paramLabel = "DIRECTORY",
      description = "Trust policy and trust store of notation, for Notary signatures.")
  @Nullable Path directory;

  @Option(
      names = "--trusted-root",
      paramLabel = "FILE",
      description = "The trusted_root.json of a sigstore instance, for certificates.")
  @Nullable Path root;

  @Option(
      names = "--identity",
      paramLabel = "'ISSUER SUBJECT'",
      description =
          "Whose certificates are trusted; may be given several times. A name that begins with ~ is"
              + " an expression that the whole name must match.")
  List<String> identities = List.of();

  TrustedParties read(Configuration configuration, Console console)
      throws CannotStart, KeyFailure, CommandFailure {
    TrustSettings settings = configuration.trust();
    KeyRing ring = SigningKeyRing.of(configuration, console.environment(), InstantSource.system());
    if (keys.isEmpty() && directory == null && root == null && identities.isEmpty()) {
      return ConfiguredTrust.read(settings, ring, InstantSource.system());
    }
    if (!identities.isEmpty() && root == null && settings.root() == null) {
      throw new CommandFailure(
          "trust --identity: certificates need a trusted root; add --trusted-root FILE");
    }
    if (keys.isEmpty() && directory == null && identities.isEmpty()) {
      throw new CommandFailure(
          "trust --trusted-root: it names authorities, and nobody who may sign; add --identity"
              + " 'ISSUER SUBJECT' (with another than that of the image, verify says whose it is)");
    }
    TrustSettings named =
        new TrustSettings(
            new Signers(keys, identities),
            settings.attestation(),
            settings.builder(),
            root == null ? settings.root() : root,
            directory,
            settings.revocationLists());
    ConfiguredTrust.Names names =
        new ConfiguredTrust.Names(
            "--key",
            root == null ? ConfiguredTrust.Names.SETTINGS.root() : "--trusted-root",
            "--trust-directory");
    return ConfiguredTrust.named(named, ring, InstantSource.system(), names);
  }
}

package io.registrysidecar.cli;

import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.key.Certificates;
import io.registrysidecar.sign.key.KeyAlgorithm;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.PublicKeys;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a key, unless there is one. */
@Command(
    name = "generate",
    description = {
      "Makes the key of a role with its certificate, unless there is one; or reaches the one that"
          + " is configured to be elsewhere. Then says which it is.",
      "Private keys are encrypted when a password is configured: by signing.password-file,"
          + " SIDECAR_KEY_PASSWORD_FILE, SIDECAR_KEY_PASSWORD or COSIGN_PASSWORD."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar keys generate",
      "  SIDECAR_KEY_PASSWORD_FILE=/run/secrets/key registry-sidecar keys generate --role release",
      "%nThe file of a private key is one of cosign: cosign sign --key FILE takes it, too."
    })
final class KeysGenerateCommand implements Callable<Integer> {

  private final Console console;

  @Mixin KeyOptions keys;

  KeysGenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    KeyRing ring = keys.ring(console).allowedToGenerate();
    Signer signer = ring.signer(keys.role);
    console.out().print(text(signer, ring));
    console.say(
        "How others verify with it: registry-sidecar keys public --role "
            + keys.role.word()
            + " --format cosign, notation, kyverno, policy-controller, ratify or gatekeeper");
    return ExitStatus.DONE;
  }

  private String text(Signer signer, KeyRing ring) {
    StringBuilder text = new StringBuilder();
    line(text, "role", keys.role.word());
    line(
        text,
        "algorithm",
        KeyAlgorithm.of(signer.publicKey()).map(KeyAlgorithm::toString).orElse("unknown"));
    line(text, "sha256", PublicKeys.fingerprint(signer.publicKey()));
    line(text, "hint", PublicKeys.hint(signer.publicKey()));
    if (!signer.chain().isEmpty()) {
      line(text, "subject", ring.settings().subject(keys.role).identity());
      line(text, "until", signer.chain().getFirst().getNotAfter().toInstant().toString());
      line(text, "root", Certificates.thumbprint(signer.chain().getLast()));
    }
    line(text, "directory", ring.settings().directory().toString());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(java.util.Locale.ROOT, "%-10s %s%n", name, Printable.of(value)));
  }
}

package io.registrysidecar.cli;

import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.RingKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replaces a key. */
@Command(
    name = "rotate",
    description = {
      "Makes a new key, with a certificate under the same root; from then on it signs, also in a"
          + " running service. What the old one signed goes on verifying.",
      "Then give the new public key to those who verify. Those who trust the root certificate, as"
          + " notation does, need nothing."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar keys rotate",
      "  registry-sidecar keys rotate --compromised      the old key got into wrong hands: the root"
          + " is replaced, too"
    })
final class KeysRotateCommand implements Callable<Integer> {

  private final Console console;

  @Mixin KeyOptions keys;

  @Option(
      names = "--compromised",
      description = "Believe nothing any more that the old key signed.")
  boolean compromised;

  KeysRotateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    RingKey made = keys.ring(console).rotate(keys.role, compromised);
    console.out().println(made.hint());
    console.say(
        "The key for "
            + keys.role.unit()
            + " is a new one. For those who verify: registry-sidecar keys public --role "
            + keys.role.word());
    if (compromised) {
      console.say(
          "The root certificate is a new one, too. "
              + (keys.role == KeyRole.ATTESTATION
                  ? "The service signs again what the old key signed"
                  : "What the old key signed must be signed again")
              + ", and whoever has the old public key or root must remove it.");
    }
    return ExitStatus.DONE;
  }
}

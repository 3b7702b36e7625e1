package io.registrysidecar.cli;

import io.registrysidecar.sign.key.KeyDocuments;
import io.registrysidecar.sign.key.KeyFormat;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Shows public keys, or what others paste to verify with them. */
@Command(
    name = "public",
    description = {
      "Prints the public key; or, for one of those who verify, commands or a policy that are ready"
          + " to be pasted, with the key in them.",
      "While a rotation overlaps, the old key is in them, too. The service shows the same at /keys."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar keys public > cosign.pub",
      "  registry-sidecar keys public --format cosign --image registry.example.com/team/app:1",
      "  registry-sidecar keys public --format kyverno --image 'registry.example.com/team/*' |"
          + " kubectl apply -f -",
      "  registry-sidecar keys public --role release --format notation"
    })
final class KeysPublicCommand implements Callable<Integer> {

  private final Console console;

  @Mixin KeyOptions keys;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = Formats.class,
      completionCandidates = Formats.class,
      defaultValue = "pem",
      description =
          "pem or json; cosign or notation for commands; trust-policy for that of notation alone;"
              + " kyverno, policy-controller, ratify or gatekeeper for Kubernetes. Default:"
              + " ${DEFAULT-VALUE}.")
  KeyFormat format = KeyFormat.PEM;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      defaultValue = KeyDocuments.ANY_IMAGE,
      description = "Which images are meant; may hold stars. Default: ${DEFAULT-VALUE}.")
  String image = KeyDocuments.ANY_IMAGE;

  /** The formats by their words. */
  static final class Formats implements Iterable<String>, ITypeConverter<KeyFormat> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(KeyFormat.values()).map(KeyFormat::word).iterator();
    }

    @Override
    public KeyFormat convert(String text) {
      return Arrays.stream(KeyFormat.values())
          .filter(format -> format.word().equals(text))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException("'" + text + "' is none of " + String.join(", ", this)));
    }
  }

  KeysPublicCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    console.out().print(new KeyDocuments(keys.ring(console)).render(format, keys.role, image));
    return ExitStatus.DONE;
  }
}

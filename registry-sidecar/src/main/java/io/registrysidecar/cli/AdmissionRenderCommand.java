package io.registrysidecar.cli;

import io.registrysidecar.admission.render.CannotRender;
import io.registrysidecar.admission.render.Consumer;
import io.registrysidecar.admission.render.Manifest;
import io.registrysidecar.admission.render.Manifests;
import io.registrysidecar.admission.render.Setting;
import io.registrysidecar.config.ConfigurationException;
import io.registrysidecar.sign.key.KeyFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes what makes a cluster ask. */
@Command(
    name = "render",
    description = {
      "Prints the manifests or the configuration that make a cluster ask this service before it"
          + " runs an image; or, for kyverno-attestations and policy-controller, read what it has"
          + " signed.",
      "The consumers: gatekeeper and ratify (external data; ratify in the place of Ratify 1),"
          + " webhook and mutating-webhook (the API server; the second replaces tags by digests),"
          + " image-policy (its plugin ImagePolicyWebhook), kyverno, kyverno-attestations,"
          + " policy-controller, containerd (a script for nodes).",
      "docs/admission.md says how each is set up. Nothing is sent anywhere."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar admission render gatekeeper --ca ca.pem | kubectl apply -f -",
      "  registry-sidecar admission render webhook --ca ca.pem --fail open | kubectl apply -f -",
      "  registry-sidecar admission render image-policy --url https://sidecar.example.com:8443"
          + " --ca ca.pem --output image-policy",
      "  registry-sidecar admission render kyverno-attestations --images 'registry.example.com/*'",
      "  registry-sidecar admission render containerd --url https://sidecar.example.com:8443"
          + " --ca ca.pem > registry-sidecar-verifier"
    })
final class AdmissionRenderCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "CONSUMER",
      converter = Consumers.class,
      completionCandidates = Consumers.class,
      description = "Who asks: ${COMPLETION-CANDIDATES}.")
  Consumer consumer = Consumer.WEBHOOK;

  @Mixin AdmissionRenderOptions options;
  @Mixin StateOptions configuration;

  @Option(
      names = "--output",
      paramLabel = "DIRECTORY",
      description = "Write the files into this directory, instead of to standard output.")
  @Nullable Path directory;

  /** The consumers by their words. */
  static final class Consumers implements Iterable<String>, ITypeConverter<Consumer> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Consumer.values()).map(Consumer::word).iterator();
    }

    @Override
    public Consumer convert(String text) {
      return Arrays.stream(Consumer.values())
          .filter(consumer -> consumer.word().equals(text))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException("'" + text + "' is none of " + String.join(", ", this)));
    }
  }

  AdmissionRenderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure, ConfigurationException, KeyFailure {
    try {
      check();
      List<Manifest> manifests =
          Manifests.render(consumer, options.settings(consumer, configuration, console));
      if (directory == null) {
        console
            .out()
            .print(manifests.stream().map(Manifest::text).collect(Collectors.joining("---\n")));
        console.out().flush();
      } else {
        write(directory, manifests);
      }
    } catch (CannotRender e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return ExitStatus.DONE;
  }

  /** What has no effect is refused, so that nobody believes that it has. */
  private void check() throws CannotRender {
    Set<Setting> given = options.given(spec);
    for (Setting setting : given) {
      if (!consumer.takes().contains(setting)) {
        List<String> names = AdmissionRenderOptions.names(setting);
        throw new CannotRender(
            names.size() == 1
                ? names.getFirst() + " has no effect on " + consumer.word()
                : all(names) + " have no effect on " + consumer.word());
      }
    }
    for (Setting setting : consumer.needs()) {
      if (!given.contains(setting)) {
        throw new CannotRender(
            consumer.word() + " needs " + AdmissionRenderOptions.names(setting).getFirst());
      }
    }
    if (given.containsAll(Set.of(Setting.URL, Setting.SERVICE))) {
      throw new CannotRender("--url names the port and all else, in place of a Service");
    }
  }

  private static String all(List<String> names) {
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static void write(Path directory, List<Manifest> manifests) throws CommandFailure {
    try {
      Files.createDirectories(directory);
      for (Manifest manifest : manifests) {
        Path file = Files.writeString(directory.resolve(manifest.file()), manifest.text());
        if (manifest.executable()) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "write into " + directory + ": " + e + ". Check that it may be written.", e);
    }
  }
}

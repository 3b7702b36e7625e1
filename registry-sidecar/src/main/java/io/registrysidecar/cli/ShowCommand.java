package io.registrysidecar.cli;

import io.registrysidecar.ConfiguredTrust;
import io.registrysidecar.RegistryConnections;
import io.registrysidecar.SigningKeyRing;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.publish.PublishedImage;
import io.registrysidecar.publish.PublishedResults;
import io.registrysidecar.verify.FoundSignature;
import io.registrysidecar.verify.SignedTrails;
import io.registrysidecar.verify.TrustedParties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a registry says about an image, as any consumer can read it. */
@Command(
    name = "show",
    description = {
      "Shows what the registry says about an image: its referrers, and the newest report among"
          + " them.",
      "Reads the registry and nothing else; no result is kept on this machine.",
      "With --history, shows how the image was built, how to build it again, and what happened to"
          + " it, newest first, as the audit trail beside it tells it. Of what came after that"
          + " trail was written, its own publication among it, only the service knows:"
          + " /api/v1/images/…/history."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar show registry.example.com/team/app:1.0",
      "  registry-sidecar show --format json localhost:5000/team/app@sha256:… | jq .summary",
      "  registry-sidecar show --history --key cosign.pub registry.example.com/team/app:1.0",
      "%nExit status: 0 shown, 1 history was changed, 2 wrongly written, 3 there is no such image,"
          + " no report of it, or no trail by anybody who is trusted."
    })
final class ShowCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;
  @Mixin ConfigurationOptions configuration;
  @Mixin OutputOptions output;

  @Parameters(paramLabel = "IMAGE", description = "The image: registry/repository:tag or @digest.")
  Reference image;

  @Option(
      names = "--history",
      description = "Show how the image was built, and what happened to it.")
  boolean history;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "With --history: a public key (PEM) of those whose trails are believed, beside the"
              + " configured ones; may be given several times.")
  List<Path> keys = List.of();

  @Option(
      names = "--plain-http",
      description = "Speak http to the registry; on loopback addresses this needs no saying.")
  boolean plainHttp;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (history ? !(output.isTable() || output.isJson()) : !keys.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          history ? "--history: --format is table or json" : "--key belongs to --history");
    }
    Configuration settings = configuration.load(console);
    try (RegistryConnections registries =
            RegistryConnections.open(settings, console.environment(), Version.text());
        DistributionClient client = registries.of(image, plainHttp)) {
      if (history) {
        return history(client, settings);
      }
      PublishedImage published =
          PublishedResults.read(client, image.repository(), image.key())
              .orElseThrow(this::noSuchImage);
      if (output.isTable()) {
        console.out().print(new ReferrersTable(image).of(published));
      }
      if (published.report() == null) {
        throw new CommandFailure(
            "show "
                + image
                + ": the registry has no report of it"
                + (published.problems().isEmpty()
                    ? ""
                    : " (" + published.problems().getFirst() + ")")
                + ". Scan it: registry-sidecar scan "
                + image
                + " --attach");
      }
      published.problems().forEach(problem -> console.say("passed over: " + problem));
      output.write(console, published.report());
      return ExitStatus.DONE;
    }
  }

  private int history(DistributionClient client, Configuration settings) throws Exception {
    InstantSource clock = InstantSource.system();
    TrustedParties trusted =
        ConfiguredTrust.read(
            settings.trust().withAttestationKeys(keys),
            SigningKeyRing.of(settings, console.environment(), clock),
            clock);
    Descriptor manifest =
        client.manifest(image.repository(), image.key()).orElseThrow(this::noSuchImage).self();
    List<FoundSignature> trails =
        new SignedTrails(client, trusted, clock.instant()).of(image.repository(), manifest);
    History told = new HistoryReader(image, manifest.digest()).newest(trails);
    output.write(
        console, (output.isJson() ? told.json() : told.text()).getBytes(StandardCharsets.UTF_8));
    return told.isWhole() ? ExitStatus.DONE : ExitStatus.NOT_MET;
  }

  private CommandFailure noSuchImage() {
    return new CommandFailure(
        "show " + image + ": the registry has no such image. Check name and tag.");
  }
}

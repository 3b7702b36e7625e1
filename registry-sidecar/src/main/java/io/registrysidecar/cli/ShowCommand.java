package io.registrysidecar.cli;

import io.registrysidecar.RegistryConnections;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.publish.PublishedImage;
import io.registrysidecar.publish.PublishedResults;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a registry says about an image, as any consumer can read it. */
@Command(
    name = "show",
    description = {
      "Shows what the registry says about an image: its referrers, and the newest report among"
          + " them.",
      "Reads the registry and nothing else; no result is kept on this machine."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar show registry.example.com/team/app:1.0",
      "  registry-sidecar show --format json localhost:5000/team/app@sha256:… | jq .summary",
      "%nExit status: 0 shown, 2 wrongly written, 3 there is no such image, or no report of it."
    })
final class ShowCommand implements Callable<Integer> {

  private final Console console;

  @Mixin ConfigurationOptions configuration;
  @Mixin OutputOptions output;

  @Parameters(paramLabel = "IMAGE", description = "The image: registry/repository:tag or @digest.")
  Reference image;

  @Option(
      names = "--plain-http",
      description = "Speak http to the registry; on loopback addresses this needs no saying.")
  boolean plainHttp;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (RegistryConnections registries =
            RegistryConnections.open(
                configuration.load(console), console.environment(), Version.text());
        DistributionClient client = registries.of(image, plainHttp)) {
      PublishedImage published =
          PublishedResults.read(client, image.repository(), image.key())
              .orElseThrow(() ->
                  new CommandFailure(
                      "show " + image + ": the registry has no such image. Check name and tag."));
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
}

package io.registrysidecar.cli;

import io.registrysidecar.RegistryConnections;
import io.registrysidecar.SingleScan;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.ConfigurationException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.RegistryImageSource;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.scan.Place;
import io.registrysidecar.scan.ScanOptions;
import io.registrysidecar.scan.ScanState;
import io.registrysidecar.scan.ScanTarget;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scans one image, now. */
@Command(
    name = "scan",
    description = {
      "Scans one image and shows what is known about it. With --attach, writes the result into the"
          + " registry, too.",
      "TARGET is an image in a registry (registry.example.com/team/app:1.0), oci:DIRECTORY[:TAG],"
          + " docker-archive:FILE or rootfs:DIRECTORY."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar scan debian:12",
      "  registry-sidecar scan --attach --platform linux/amd64 registry.example.com/team/app:1.0",
      "  registry-sidecar scan --fail-on high --require-coverage oci:./build/image",
      "  registry-sidecar scan --format sarif --output findings.sarif docker-archive:app.tar",
      "%nExit status: 0 done, 1 --fail-on not met, 2 wrongly written, 3 could not be done, 4"
          + " --require-coverage not met."
    })
final class ScanCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;
  @Mixin StateOptions configuration;
  @Mixin DatabaseOptions database;
  @Mixin OutputOptions output;
  @Mixin Gate gate;

  @Parameters(paramLabel = "TARGET", description = "What to scan.")
  String target = "";

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      defaultValue = "all",
      description =
          "Of an index, scan only this platform: os/architecture[/variant]. Default:"
              + " ${DEFAULT-VALUE}.")
  PlatformFilter platforms = PlatformFilter.all();

  @Option(
      names = "--attach",
      description = "Write the result into the registry, as referrers of the image.")
  boolean attach;

  @Option(
      names = "--no-cache",
      description = "Read every layer, whatever is known of it from before.")
  boolean noCache;

  @Option(
      names = "--partial",
      description = {
        "Of layers that bring a table of contents (eStargz, zstd:chunked), read only what is"
            + " needed. A file that the table leaves out is not seen."
      })
  boolean partial;

  @Option(
      names = "--plain-http",
      description = "Speak http to the registry; on loopback addresses this needs no saying.")
  boolean plainHttp;

  @Option(names = "--quiet", description = "No progress.")
  boolean quiet;

  ScanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    LogSettings.quiet();
    Optional<ImageSource> local = LocalImages.open(target);
    if (local.isPresent()) {
      if (attach) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "--attach needs an image in a registry, not " + target);
      }
      try (ImageSource source = local.get()) {
        return scan(load(), new ScanTarget(source, target, List.of()), Optional.empty());
      }
    }
    return inRegistry(reference());
  }

  private Reference reference() {
    try {
      return Reference.parse(target);
    } catch (MalformedReference e) {
      throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private Configuration load() throws ConfigurationException {
    return configuration.load(console, partial ? Map.of("layers.partial", "true") : Map.of());
  }

  private int inRegistry(Reference image) throws Exception {
    Configuration loaded = load();
    try (RegistryConnections registries =
            RegistryConnections.open(loaded, console.environment(), Version.text());
        DistributionClient client = registries.of(image, plainHttp);
        ImageSource source = new RegistryImageSource(client, image)) {
      Place place = new Place(image.registry(), image.repository(), client);
      List<String> tags = image.tag() == null ? List.of() : List.of(image.tag().value());
      return scan(
          loaded,
          new ScanTarget(source, image.registry() + "/" + image.repository(), tags),
          attach ? Optional.of(place) : Optional.empty());
    }
  }

  private int scan(Configuration loaded, ScanTarget what, Optional<Place> place) throws Exception {
    try (SingleScan wiring =
            SingleScan.open(loaded, database.file(loaded), Version.text(), !noCache, console::say);
        ScanProgress progress = new ScanProgress(console, quiet, System::nanoTime)) {
      ScanState.End end = wiring.pipeline().scan(what, new ScanOptions(platforms, place, progress));
      progress.clear();
      return switch (end) {
        case ScanState.Done done -> show(done.report());
        case ScanState.Failed failed -> {
          if (failed.report().isPresent()) {
            show(failed.report().get());
          }
          throw new CommandFailure(failed.reason());
        }
        case ScanState.Unsupported unsupported -> throw new CommandFailure(unsupported.reason());
        case ScanState.Gone gone -> throw new CommandFailure(gone.reason());
        case ScanState.Waiting waiting -> throw new CommandFailure(waiting.reason());
      };
    }
  }

  private int show(Report report) throws CommandFailure {
    output.write(console, report);
    if (report.advisories().version() == null) {
      console.say(
          "registry-sidecar: there is no advisory database, so nothing was matched and nothing is"
              + " known to be clean. Load one: registry-sidecar db import DIRECTORY|FILE|URL, or"
              + " for a first look: registry-sidecar db import sample");
    } else if (report.coverage().status() != CoverageStatus.COMPLETE) {
      console.say(
          "registry-sidecar: not everything could be looked at; the report says what, under"
              + " coverage");
    }
    return gate.judge(report, console);
  }
}

package io.registrysidecar.cli;

import io.registrysidecar.RegistryConnections;
import io.registrysidecar.SingleScan;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.RegistryImageSource;
import io.registrysidecar.inventory.sbom.MalformedSbom;
import io.registrysidecar.inventory.sbom.SbomFile;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.scan.Place;
import io.registrysidecar.scan.ScanOptions;
import io.registrysidecar.scan.ScanState;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.scan.ScanTarget;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** Scans what a user names: an image in a registry, on this machine, or a bill of materials. */
final class TargetScan {

  private static final String SBOM = "sbom:";

  private final Console console;
  private final CommandLine command;
  private final Configuration configuration;
  private final Path database;
  private final Wishes wishes;

  /**
   * Prepares scans.
   *
   * @param command blamed when a target is wrongly written
   * @param database the advisory database
   */
  TargetScan(
      Console console,
      CommandLine command,
      Configuration configuration,
      Path database,
      Wishes wishes) {
    this.console = console;
    this.command = command;
    this.configuration = configuration;
    this.database = database;
    this.wishes = wishes;
  }

  /**
   * How it is to be done.
   *
   * @param platforms which platforms of an index
   * @param attach whether results are written into the registry
   * @param remember whether known layers are used, and new ones remembered
   * @param allEvidence whether what belongs to a package is judged by itself, too
   * @param plainHttp whether http is spoken to the registry
   * @param quiet whether there is no progress
   */
  record Wishes(
      PlatformFilter platforms,
      boolean attach,
      boolean remember,
      boolean allEvidence,
      boolean plainHttp,
      boolean quiet) {}

  /** Scans to the end. */
  End run(String target) throws Exception {
    if (target.startsWith(SBOM)) {
      onlyInRegistry(target);
      return sbom(target);
    }
    Optional<ImageSource> local = LocalImages.open(target);
    if (local.isEmpty()) {
      return inRegistry(reference(target));
    }
    try (ImageSource source = local.get()) {
      onlyInRegistry(target);
      return scan(new ScanTarget(source, target, List.of()), Optional.empty());
    }
  }

  private void onlyInRegistry(String target) {
    if (wishes.attach) {
      throw new CommandLine.ParameterException(
          command, "--attach needs an image in a registry, not " + target);
    }
  }

  private Reference reference(String target) {
    try {
      return Reference.parse(target);
    } catch (MalformedReference e) {
      throw new CommandLine.ParameterException(command, String.valueOf(e.getMessage()));
    }
  }

  private End inRegistry(Reference image) throws Exception {
    try (RegistryConnections registries =
            RegistryConnections.open(configuration, console.environment(), Version.text());
        DistributionClient client = registries.of(image, wishes.plainHttp);
        ImageSource source = new RegistryImageSource(client, image)) {
      Place place = new Place(image.registry(), image.repository(), client);
      List<String> tags = image.tag() == null ? List.of() : List.of(image.tag().value());
      return scan(
          new ScanTarget(source, image.registry() + "/" + image.repository(), tags),
          wishes.attach ? Optional.of(place) : Optional.empty());
    }
  }

  private End scan(ScanTarget what, Optional<Place> place) throws Exception {
    try (SingleScan wiring = open();
        ScanProgress progress = new ScanProgress(console, wishes.quiet, System::nanoTime)) {
      End end =
          wiring
              .pipeline()
              .scan(what, new ScanOptions(wishes.platforms, place, wishes.allEvidence, progress));
      progress.clear();
      if (end instanceof ScanState.Done) {
        progress.sum();
      }
      return end;
    }
  }

  private End sbom(String target) throws Exception {
    Path file = Path.of(target.substring(SBOM.length()));
    SbomFile sbom = read(file);
    try (SingleScan wiring = open()) {
      return wiring.pipeline().scan(sbom, target, wishes.allEvidence);
    }
  }

  private static SbomFile read(Path file) throws CommandFailure {
    try {
      return SbomFile.read(file);
    } catch (MalformedSbom e) {
      throw new CommandFailure(
          "read bill of materials "
              + file
              + ": "
              + Printable.of(String.valueOf(e.getMessage()))
              + ". Check that the file is whole, or make it again.",
          e);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("read bill of materials " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new CommandFailure(
          "read bill of materials " + file + ": " + e + ". Check that it is a file and readable.",
          e);
    }
  }

  private SingleScan open() throws IOException {
    return SingleScan.open(
        configuration,
        database,
        console.environment(),
        Version.text(),
        wishes.remember,
        console::say);
  }
}

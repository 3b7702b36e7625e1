package io.registrysidecar.cli;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.report.Comparer;
import io.registrysidecar.report.Comparison;
import io.registrysidecar.report.ComparisonFormats;
import io.registrysidecar.report.ReportFormat;
import io.registrysidecar.scan.ScanState;
import io.registrysidecar.schema.Report;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two images. */
@Command(
    name = "diff",
    description = {
      "Shows what differs between two images: packages and findings added, removed, and changed.",
      "Each is a target as of scan: an image in a registry, oci:DIRECTORY[:TAG],"
          + " docker-archive:FILE, rootfs:DIRECTORY or sbom:FILE. Of two indexes, the first"
          + " platform that both have is compared."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar diff debian:12 debian:13",
      "  registry-sidecar diff sbom:released.cdx.json oci:./build/image",
      "  registry-sidecar diff --format json --platform linux/arm64 app:1.0 app:1.1",
      "%nExit status: 0 compared, whatever differs, 2 wrongly written, 3 could not be done."
    })
final class DiffCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;
  @Mixin StateOptions configuration;
  @Mixin DatabaseOptions database;
  @Mixin AnswerOptions answer;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The one image.")
  String before = "";

  @Parameters(index = "1", paramLabel = "AFTER", description = "The other image.")
  String after = "";

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      defaultValue = "all",
      description = "Of an index, take this platform: os/architecture[/variant].")
  PlatformFilter platforms = PlatformFilter.all();

  @Option(
      names = "--plain-http",
      description = "Speak http to the registry; on loopback addresses this needs no saying.")
  boolean plainHttp;

  @Option(names = "--quiet", description = "No progress.")
  boolean quiet;

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    LogSettings.quiet();
    Configuration loaded = configuration.load(console, Map.of());
    TargetScan scan =
        new TargetScan(
            console,
            spec.commandLine(),
            loaded,
            database.file(loaded),
            new TargetScan.Wishes(platforms, false, true, false, plainHttp, quiet));
    Comparison comparison = compare(done(scan.run(before)), done(scan.run(after)));
    byte[] text =
        answer.isJson()
            ? ComparisonFormats.json(comparison)
            : ComparisonFormats.table(
                comparison,
                console.colours() ? ReportFormat.Style.COLOURED : ReportFormat.Style.READABLE);
    console.out().write(text, 0, text.length);
    console.out().flush();
    if (console.out().checkError()) {
      throw new CommandFailure("write to standard output: nobody reads it any more.");
    }
    return ExitStatus.DONE;
  }

  private static ScanState.Done done(ScanState.End end) throws CommandFailure {
    if (end instanceof ScanState.Done done) {
      return done;
    }
    throw new CommandFailure(end.detail());
  }

  private Comparison compare(ScanState.Done one, ScanState.Done other) throws CommandFailure {
    if (one.platforms().isEmpty() && other.platforms().isEmpty()) {
      return Comparer.compare(one.report(), other.report());
    }
    for (Report first : candidates(one)) {
      for (Report second : candidates(other)) {
        if (Objects.equals(first.image().platform(), second.image().platform())) {
          console.say(
              "registry-sidecar: compared for "
                  + first.image().platform()
                  + "; choose with --platform");
          return Comparer.compare(first, second);
        }
      }
    }
    throw new CommandFailure(
        "compare "
            + before
            + " with "
            + after
            + ": there is no platform that both have. Look at each: registry-sidecar scan");
  }

  private static List<Report> candidates(ScanState.Done scanned) {
    return scanned.platforms().isEmpty() ? List.of(scanned.report()) : scanned.platforms();
  }
}

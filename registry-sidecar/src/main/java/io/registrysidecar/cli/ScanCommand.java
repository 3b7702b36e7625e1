package io.registrysidecar.cli;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.scan.ScanState;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
          + " docker-archive:FILE, rootfs:DIRECTORY or sbom:FILE (CycloneDX, SPDX 2 or Syft JSON)."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar scan debian:12",
      "  registry-sidecar scan --attach --platform linux/amd64 registry.example.com/team/app:1.0",
      "  registry-sidecar scan --fail-on high --require-coverage oci:./build/image",
      "  registry-sidecar scan --policy production.yaml registry.example.com/team/app:1.0",
      "  registry-sidecar scan --format sarif --output findings.sarif docker-archive:app.tar",
      "  registry-sidecar scan sbom:app.cdx.json",
      "%nExit status: 0 done, 1 --fail-on or --policy not met, 2 wrongly written, 3 could not be"
          + " done, 4 --require-coverage not met."
    })
final class ScanCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;
  @Mixin StateOptions configuration;
  @Mixin DatabaseOptions database;
  @Mixin OutputOptions output;
  @Mixin Gate gate;
  @Mixin PolicyOptions policy;

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
      names = "--all-evidence",
      description = {
        "Judge by itself, too, what belongs to a package of the distribution. Without this, its"
            + " findings are suppressed: the distribution decides about its packages."
      })
  boolean allEvidence;

  @Option(
      names = "--partial",
      description = {
        "Of layers that bring a table of contents (eStargz, zstd:chunked, SOCI), read only what"
            + " is needed. A file that the table leaves out is not seen."
      })
  boolean partial;

  @Option(
      names = "--vex",
      paramLabel = "FILE",
      description = {
        "Believe this VEX document (OpenVEX, CycloneDX or CSAF, in JSON) rather than those under"
            + " vex.files. May be given several times."
      })
  List<String> vex = List.of();

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
    policy.check();
    Map<String, String> flags = new HashMap<>(policy.flags());
    if (partial) {
      flags.put("layers.partial", "true");
    }
    if (!vex.isEmpty()) {
      flags.put("vex.files", String.join(",", vex));
    }
    Configuration loaded = configuration.load(console, flags);
    TargetScan scan =
        new TargetScan(
            console,
            spec.commandLine(),
            loaded,
            database.file(loaded),
            new TargetScan.Wishes(platforms, attach, !noCache, allEvidence, plainHttp, quiet));
    return switch (scan.run(target)) {
      case ScanState.Done done -> show(done.report());
      case ScanState.Failed failed when failed.report().isPresent() -> {
        show(failed.report().get());
        throw new CommandFailure(failed.reason());
      }
      case ScanState.End end -> throw new CommandFailure(end.detail());
    };
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
    int status = gate.judge(report, console);
    return status == ExitStatus.DONE || status == ExitStatus.INCOMPLETE
        ? policy.judge(report, console, status)
        : status;
  }
}

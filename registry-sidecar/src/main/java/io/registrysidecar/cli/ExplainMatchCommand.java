package io.registrysidecar.cli;

import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.match.Matcher;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PurlComponents;
import io.registrysidecar.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which advisories match a package. */
@Command(
    name = "match",
    description = {
      "Says which advisories match a package, which were rejected, and why.",
      "With --stdin, reads one package URL per line, and writes one JSON object per line with its"
          + " findings, and what could not be judged as coverage."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar explain match pkg:npm/lodash@4.17.20",
      "  registry-sidecar explain match --distro debian:12 pkg:deb/debian/curl@7.88.1-10",
      "  registry-sidecar explain match --stdin < purls.txt"
    })
final class ExplainMatchCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;

  @Mixin StateOptions configuration;
  @Mixin DatabaseOptions database;

  @Parameters(arity = "0..1", paramLabel = "PURL", description = "A package URL with a version.")
  @Nullable String purl;

  @Option(
      names = "--distro",
      paramLabel = "ID:VERSION",
      description =
          "The distribution that the package is installed in, as os-release names it: debian:12."
              + " Default: what the package URL says.")
  @Nullable String distro;

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description = "What the package runs on: linux/arm64. Default: Linux, on whatever processor.")
  @Nullable Platform platform;

  @Option(names = "--stdin", description = "Match the package URLs in lines of standard input.")
  boolean stdin;

  ExplainMatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (stdin == (purl != null)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Give either a package URL or --stdin to read them.");
    }
    Distribution distribution = distro == null ? null : PurlComponents.distribution(distro);
    Configuration settings = configuration.load(console);
    AdvisoryDatabase advisories = open(database.file(settings));
    Matcher matcher = new Matcher(InstantSource.system(), settings.advisories().staleAfter());
    if (purl == null) {
      matchLines(new MatchJson(matcher, advisories, distribution, platform));
      return ExitStatus.DONE;
    }
    try {
      MatchText.lines(
              matcher, advisories, PurlComponents.of(purl, distribution), distribution, platform)
          .forEach(line -> console.out().println(Printable.of(line)));
    } catch (MalformedEvidence e) {
      throw new CommandFailure(
          "match " + Printable.of(purl) + ": " + Printable.of(String.valueOf(e.getMessage())), e);
    }
    return ExitStatus.DONE;
  }

  private void matchLines(MatchJson json) throws IOException {
    LineReader lines = new LineReader(console.in());
    for (String line = lines.next(); line != null; line = lines.next()) {
      console.out().writeBytes(json.line(line));
    }
  }

  private static AdvisoryDatabase open(Path file) throws CommandFailure, IOException {
    if (!Files.exists(file)) {
      throw new CommandFailure(
          "open advisory database "
              + file
              + ": there is none. Load one: registry-sidecar db import DIRECTORY|FILE|URL, or for a"
              + " first look registry-sidecar db import sample");
    }
    return AdvisoryDatabase.open(file);
  }
}

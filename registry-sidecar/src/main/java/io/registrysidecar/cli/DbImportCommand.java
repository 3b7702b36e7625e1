package io.registrysidecar.cli;

import io.registrysidecar.advisory.db.AdvisoryImport;
import io.registrysidecar.advisory.db.AdvisorySample;
import io.registrysidecar.advisory.db.ImportProgress;
import io.registrysidecar.advisory.db.ImportResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds the advisory database from OSV records. */
@Command(
    name = "import",
    description = {
      "Builds the advisory database from records in the OSV format, and puts it in place of the old"
          + " one at once: readers see the old or the new one, never a half of it.",
      "Beside records, sources may hold EPSS scores and a newer table of ends of life as CSV, the"
          + " catalogue of known exploited vulnerabilities as JSON, CVSS vectors and Red Hat's"
          + " package states as JSON lines; each is recognised by its content.",
      "Instead of records, sources may be security databases as Alpine, Wolfi, Chainguard and"
          + " MinimOS publish them as JSON, updateinfo.xml of rpm repositories, and advisories of"
          + " Gentoo.",
      "Everything that is to be known must be named at once: an import replaces, it does not add."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar db import sample               a few real records that ship with this"
          + " program",
      "  registry-sidecar db import ./osv-bucket         a copy of the OSV bucket, or any part of"
          + " it",
      "  registry-sidecar db import Debian/all.zip       one file: .zip, .json, .jsonl, each also"
          + " as .gz or .zst",
      "  registry-sidecar db import https://osv.example.com/all.zip",
      "  registry-sidecar db import ./osv-bucket epss_scores-current.csv.gz"
          + " known_exploited_vulnerabilities.json",
      "%nA running service takes the new database up by itself."
    })
final class DbImportCommand implements Callable<Integer> {

  private static final String SAMPLE = "sample";

  private final Console console;

  @Mixin StateOptions configuration;
  @Mixin DatabaseOptions database;

  @Parameters(
      arity = "1..*",
      paramLabel = "SOURCE",
      description =
          "Directories and files; or one http or https URL; or the word sample. All of them"
              + " together make the database.")
  List<String> sources = List.of(SAMPLE);

  @Option(names = "--quiet", description = "Say nothing but what fails.")
  boolean quiet;

  DbImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Path target = database.file(configuration.load(console));
    ImportResult result = imported(target);
    if (!quiet) {
      console.out().print(DatabaseText.of(target, result.info(), InstantSource.system().instant()));
      if (result.withdrawn() + result.rejected() > 0) {
        console.say(
            String.format(
                Locale.ROOT,
                "%d of %d records were withdrawn by their publishers, %d are malformed",
                result.withdrawn(),
                result.read(),
                result.rejected()));
      }
      result.examples().stream()
          .limit(3)
          .forEach(bad -> console.say("  " + Printable.of(bad.id() + ": " + bad.reason())));
    }
    return ExitStatus.DONE;
  }

  private ImportResult imported(Path target) throws IOException, CommandFailure {
    AdvisoryImport importer = new AdvisoryImport(InstantSource.system());
    if (sources.equals(List.of(SAMPLE))) {
      return AdvisorySample.importTo(target, InstantSource.system());
    }
    if (sources.size() == 1 && isUrl(sources.getFirst())) {
      return downloaded(importer, sources.getFirst(), target);
    }
    List<Path> paths = new ArrayList<>();
    for (String source : sources) {
      paths.add(existing(source));
    }
    try (ImportLines progress = progress()) {
      return importer.run(paths, target, progress);
    }
  }

  private static boolean isUrl(String source) {
    return source.startsWith("https://") || source.startsWith("http://");
  }

  private static Path existing(String source) throws CommandFailure {
    if (isUrl(source)) {
      throw new CommandFailure(
          "import advisories from "
              + source
              + ": an address cannot be one of several sources. Download it and name the file.");
    }
    Path path = Path.of(source);
    if (!Files.exists(path)) {
      throw new CommandFailure(
          "import advisories from "
              + source
              + ": there is no such file or directory. For a first look: registry-sidecar db import"
              + " sample");
    }
    return path;
  }

  private ImportResult downloaded(AdvisoryImport importer, String source, Path target)
      throws IOException, CommandFailure {
    try (Download download = new Download(URI.create(source));
        InputStream content = download.open();
        ImportLines progress = progress()) {
      return importer.run(download.fileName(), content, target, progress);
    }
  }

  private ImportLines progress() {
    return new ImportLines(quiet ? null : console);
  }

  /** Says how many records have been read: on a line that changes, or after each file. */
  private static final class ImportLines implements ImportProgress, AutoCloseable {

    private final @Nullable Console console;

    private ImportLines(@Nullable Console console) {
      this.console = console;
    }

    @Override
    public void fileRead(String file, long records) {
      if (console == null) {
        return;
      }
      String line =
          String.format(Locale.ROOT, "%,d records read, last from %s", records, Printable.of(file));
      if (console.people()) {
        console.err().print("\r\u001b[K" + line);
        console.err().flush();
      } else {
        console.say(line);
      }
    }

    @Override
    public void close() {
      if (console != null && console.people()) {
        console.err().print("\r\u001b[K");
        console.err().flush();
      }
    }
  }
}

package io.registrysidecar.advisory.match;

import static io.registrysidecar.testing.Contents.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.TarPath;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.PurlComponents;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.Sample;
import io.registrysidecar.version.VersionOrder;
import io.registrysidecar.version.VersionOrders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Writes down what is covered, as the code and its tests have it, and compares {@code
 * docs/coverage.md} with it.
 */
final class CoveragePageTest {

  private static final Path PAGE = Path.of("../docs/coverage.md");

  /** The package URL type of a distribution's packages, by the order of their versions. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "DebianOrder",
          "deb",
          "AlpineOrder",
          "apk",
          "RpmOrder",
          "rpm",
          "PacmanOrder",
          "alpm",
          "PortageOrder",
          "ebuild");

  /** Who publishes more of a problem that is not fixed than that, and the test that shows it. */
  private static final Map<String, String> STATES =
      Map.of(
          "Debian", "fixed, affected, end of life (`AdvisoryDatabaseTest`)",
          "Ubuntu", "all (`AdvisoryDatabaseTest`, `SystemMatchingTest`)",
          "Red Hat", "all (`EnrichmentTest`)");

  /** Detectors whose tests are not called like them. */
  private static final Map<String, List<String>> TESTS =
      Map.of(
          "ProgramDetector",
          List.of(
              "GoProgramTest",
              "RustProgramTest",
              "KnownProgramsTest",
              "EmbeddedSbomTest",
              "ScriptBundleTest"),
          "AssemblyDetector",
          List.of("DotnetProgramsTest"),
          "EmbeddedSbomDetector",
          List.of("ClaimsTest"));

  /** Detectors whose packages are of a distribution without advisories, whatever their type. */
  private static final Set<String> OF_ONE_DISTRIBUTION = Set.of("bottlerocket");

  private static final String ECOSYSTEMS =
      """
      # What is covered

      Made by `CoveragePageTest` from the code; the build fails when this page says something else.

      ## Ecosystems

      *Found by*: the detectors that find its packages installed, see [below](#detectors). *Order*: the test of the class that compares its versions. *Rows*: versions of the corpus `src/test/resources/matching` that its advisories are compared with, by
      `MatchingCorpusTest`. *Verdict*: whose word counts for language packages that a package of the distribution brought. *Fix states*: what is said of a problem; *all* are fixed, affected,
      will not fix, deferred, end of life and under investigation, where the publisher says so.

      | ecosystem | found by | order | rows | verdict | fix states |
      |---|---|---|---|---|---|
      """;

  private static final String DETECTORS =
      """

      What is installed of other kinds (conda, Nix, Homebrew, WordPress, applications of Erlang/OTP and Elixir, kernels, AI models, .NET assemblies without a package, Java modules without coordinates, Bottlerocket) is listed, and a coverage statement says that no advisories were compared with it.

      ## What is not read, and why

      - *apk 3*: its packages and indexes are in a binary format (ADB), but what is installed is in the same text file as before, `lib/apk/db/installed`, below `usr` where `lib` is a link. A file there in the binary format is said not to be read.
      - *Bottlerocket*: its advisories are in a format of its own (`updateinfo.xml`) that is not imported.
      - *SUSE*: the products in `/etc/products.d` add to what is asked. A container has packages of modules without their product files, so the modules of its service pack are asked for in any case.
      - *UBI*: the image itself (`root/buildinfo/Dockerfile-*`) is not a component. What Red Hat publishes about its images is about the packages in them, and no record in the OSV format names an image. The content manifests beside it tell the products.
      - *Yarn 1*: its `.pnp.js` is a program, not a list.
      - *ConanCenter, Mageia, opam*: the corpus has no rows of them, for none of their advisories are among the records that it was drawn from; advisories in the OSV format would be matched. Of ConanCenter nobody publishes any: OSV has the name, and no source.
      - *Gentoo*: slots are told by versions that begin with their names (`3.9`), not by the package database.
      - *Scripts bundled by Bun*: paths of the files, in comments or a source map, are all that tells of which packages they were. They have versions only where the package manager keeps packages under them (pnpm, Bun's isolated linker); otherwise the names are said without versions, and of minified scripts without a source map nothing. Programs by Deno, those for Windows too, know their npm packages.
      - *Java runtimes by `jlink --compress=1`* (before JDK 21): the declarations of their modules share texts and are not read; what Maven left in the modules is.
      - *Native images by GraalVM without a bill of materials* (the community edition, and older releases unless asked for one): nothing else in them tells what they were made of.
      - *What uv keeps in its cache* is listed like what is installed, for environments may consist of links to it (`UV_LINK_MODE=symlink`); a cache that is left in an image has what was only needed to build, too.
      - *Workspaces of npm, Yarn, pnpm and Bun* are listed where a link in `node_modules`, or the list of Yarn's Plug'n'Play, leads to them, or where their own `node_modules` was linked from the store of the directory around them, and where they have a version. A `package.json` that nothing leads to is source text; so is that of the application itself, unless it was installed globally. A link that leads through another link, other than one in the root directory, is not followed.
      - *Packages in the Nix store* are known by the names of their directories; those without a version in it, and those without `bin`, `lib` or `nix-support`, are not listed.

      ## Detectors

      | detector | package URL types | by the example of | tests |
      |---|---|---|---|
      """;

  @Test
  void thePageIsWhatTheProgramDoes() throws Exception {
    String page = page();
    Path written = Files.writeString(Path.of("target/coverage.md"), page);
    assertThat(PAGE)
        .as("take what was written: cp registry-sidecar/%s docs/coverage.md", written)
        .hasContent(page);
  }

  private static String page() throws Exception {
    Map<String, TreeSet<String>> byType = new TreeMap<>();
    StringBuilder detectors = new StringBuilder();
    for (Detector detector : Detectors.all()) {
      TreeSet<String> types = new TreeSet<>();
      List<String> paths = new ArrayList<>();
      for (Map.Entry<String, LayerContent> sample : samples(detector).entrySet()) {
        Evidence evidence = Evidence.of(detector, sample.getValue());
        evidence.facts().stream().map(PackageFact::type).forEach(types::add);
        if (!evidence.files().isEmpty()) {
          paths.add("`" + sample.getKey() + "`");
        }
      }
      String name = detector.id().name();
      if (!OF_ONE_DISTRIBUTION.contains(name)) {
        types.forEach(type -> byType.computeIfAbsent(type, _ -> new TreeSet<>()).add(name));
      }
      detectors.append(
          "| %s | %s | %s | %s |%n"
              .formatted(
                  name,
                  types.stream().map(type -> "`" + type + "`").collect(joining(", ")),
                  String.join(", ", paths),
                  tests(detector)));
    }
    StringBuilder ecosystems = new StringBuilder();
    for (String ecosystem : VersionOrders.ecosystems()) {
      VersionOrder order = VersionOrders.forEcosystem(ecosystem).orElseThrow();
      String name = order.getClass().getSimpleName();
      String type = PACKAGES.getOrDefault(name, typeOf(ecosystem, byType.keySet()));
      ecosystems.append(
          "| %s | %s | `%sTest` | %s | %s | %s |%n"
              .formatted(
                  ecosystem,
                  type == null
                      ? "–"
                      : String.join(", ", byType.getOrDefault(type, new TreeSet<>())),
                  name,
                  rows(ecosystem),
                  Ecosystems.rulesOf(ecosystem).isDistribution() ? "the distribution's" : "–",
                  STATES.getOrDefault(ecosystem, "fixed, affected")));
    }
    return ECOSYSTEMS + ecosystems + DETECTORS + detectors;
  }

  /** The tests of a detector, which must be there. */
  private static String tests(Detector detector) throws IOException {
    String name = detector.getClass().getSimpleName();
    List<String> tests = TESTS.getOrDefault(name, List.of(name + "Test"));
    for (String test : tests) {
      try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
        assertThat(sources).as("tests of " + name).anyMatch(file -> file.endsWith(test + ".java"));
      }
    }
    return tests.stream().map(test -> "`" + test + "`").collect(joining(", "));
  }

  private static Map<String, LayerContent> samples(Detector detector) {
    Map<String, LayerContent> samples = new TreeMap<>();
    for (Sample each : Sample.all()) {
      if (detector.wants(TarPath.of(each.path()), 1 << 20, 0755).readsContent()) {
        samples.put(each.path(), file(each.path(), each.bytes()));
      }
    }
    return samples;
  }

  private static @Nullable String typeOf(String ecosystem, Iterable<String> types)
      throws MalformedEvidence {
    for (String type : types) {
      if (!PACKAGES.containsValue(type)
          && PurlComponents.of("pkg:" + type + "/a/b@1", null).ecosystem().equals(ecosystem)) {
        return type;
      }
    }
    return null;
  }

  private static String rows(String ecosystem) throws IOException {
    String name = ecosystem.replace(' ', '-').toLowerCase(Locale.ROOT);
    String path = "/matching/expected/" + name + ".tsv";
    try (InputStream in = CoveragePageTest.class.getResourceAsStream(path)) {
      if (in == null) {
        return "–";
      }
      return Long.toString(new String(in.readAllBytes(), UTF_8).lines().count());
    }
  }
}

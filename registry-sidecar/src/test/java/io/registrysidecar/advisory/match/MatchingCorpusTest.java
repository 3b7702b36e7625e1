package io.registrysidecar.advisory.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.advisory.match.Explanation.Verdict;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PurlComponents;
import io.registrysidecar.testing.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hundreds of versions against real advisories: {@code src/test/resources/matching/README.md}. */
final class MatchingCorpusTest {

  private static final List<String> ECOSYSTEMS =
      List.of(
          "almalinux",
          "alpaquita",
          "alpine",
          "amazon-linux",
          "arch-linux",
          "azure-linux",
          "bellsoft-hardened-containers",
          "bitnami",
          "chainguard",
          "cleanstart",
          "cran",
          "crates.io",
          "debian",
          "echo",
          "fedora",
          "gentoo",
          "go",
          "hackage",
          "hex",
          "julia",
          "maven",
          "minimos",
          "npm",
          "nuget",
          "openeuler",
          "opensuse",
          "oracle-linux",
          "packagist",
          "photon-os",
          "pub",
          "pypi",
          "red-hat",
          "rocky-linux",
          "rubygems",
          "suse",
          "swifturl",
          "ubuntu",
          "wolfi");

  private static final Matcher MATCHER =
      new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER);

  @TempDir Path dir;

  static Stream<String> ecosystems() {
    return ECOSYSTEMS.stream();
  }

  @ParameterizedTest
  @MethodSource("ecosystems")
  void everyVersionIsJudgedAsExpected(String ecosystem) throws IOException, MalformedEvidence {
    Path file = dir.resolve("advisories.db");
    byte[] records = Evidence.resource("/matching/records/" + ecosystem + ".jsonl");
    assertThat(Databases.build(file, InstantSource.fixed(Databases.NOW), records).rejected())
        .isZero();
    AdvisoryDatabase database = AdvisoryDatabase.open(file);

    assertThat(rows(ecosystem))
        .allSatisfy(row -> assertThat(row.found(database)).as(row.reason).isEqualTo(row.ids));
  }

  /** Whatever rules decide: what is explained as matched is found, and nothing else is. */
  @ParameterizedTest
  @MethodSource("ecosystems")
  void explanationsSayWhatIsDecided(String ecosystem) throws IOException, MalformedEvidence {
    Path file = dir.resolve("advisories.db");
    byte[] records = Evidence.resource("/matching/records/" + ecosystem + ".jsonl");
    Databases.build(file, InstantSource.fixed(Databases.NOW), records);
    AdvisoryDatabase database = AdvisoryDatabase.open(file);
    Explainer explainer = new Explainer(database);

    for (Row row : rows(ecosystem)) {
      Component component = PurlComponents.of(row.purl, null);
      List<Explanation> matched =
          explainer.explain(component, null).stream()
              .filter(one -> one.verdict() == Verdict.MATCHED)
              .toList();
      List<Finding> findings = MATCHER.match(component, database).findings();

      assertThat(matched)
          .as(row.purl)
          .allSatisfy(one ->
              assertThat(findings).anyMatch(finding -> namesOf(finding).contains(one.advisory())));
      assertThat(findings)
          .as(row.purl)
          .allSatisfy(finding ->
              assertThat(matched).anyMatch(one -> namesOf(finding).contains(one.advisory())));
    }
  }

  private static Set<String> namesOf(Finding finding) {
    Set<String> names = new TreeSet<>(finding.aliases());
    names.add(finding.id());
    return names;
  }

  @Test
  void theCorpusIsLargeAndBothKindsOfAnswersAreInIt() {
    List<Row> rows = ECOSYSTEMS.stream().flatMap(each -> rows(each).stream()).toList();

    assertThat(rows).hasSizeGreaterThan(1_200);
    assertThat(rows).filteredOn(row -> row.ids.isEmpty()).hasSizeGreaterThan(300);
    assertThat(rows).filteredOn(row -> !row.ids.isEmpty()).hasSizeGreaterThan(300);
  }

  private static List<Row> rows(String ecosystem) {
    byte[] table = Evidence.resource("/matching/expected/" + ecosystem + ".tsv");
    return new String(table, UTF_8).lines().map(Row::of).toList();
  }

  /**
   * A line of the table.
   *
   * @param purl what is installed
   * @param ids the advisories that are about it
   * @param reason why
   */
  private record Row(String purl, Set<String> ids, String reason) {

    static Row of(String line) {
      String[] columns = line.split("\t", -1);
      Set<String> ids =
          columns[1].equals("-") ? Set.of() : new TreeSet<>(List.of(columns[1].split(",")));
      return new Row(columns[0], ids, columns[2]);
    }

    /** The advisories that are found, each by the identifier that the table uses for it. */
    Set<String> found(AdvisoryDatabase database) throws IOException, MalformedEvidence {
      Set<String> found = new TreeSet<>();
      for (Finding each : MATCHER.match(PurlComponents.of(purl, null), database).findings()) {
        Stream<String> names = Stream.concat(Stream.of(each.id()), each.aliases().stream());
        found.add(names.filter(ids::contains).findFirst().orElse(each.id()));
      }
      return found;
    }
  }
}

package io.registrysidecar.advisory.db;

import static io.registrysidecar.advisory.Osv.osv;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.CveFacts;
import io.registrysidecar.advisory.Finding.Epss;
import io.registrysidecar.advisory.Osv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an advisory's links lead to is what is found by the names of its problem. */
final class LinksTest {

  private static final String VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";

  @TempDir Path dir;

  @Test
  void theFirstOtherAdvisoryWithAVectorIsLinked() throws IOException {
    AdvisoryDatabase database =
        of(
            osv("DEBIAN-CVE-2026-1001")
                .upstream("CVE-2026-1001")
                .affects("Debian:12", "a")
                .from("0"),
            osv("CVE-2026-1001").affects("Bitnami", "a").from("0"),
            osv("UBUNTU-CVE-2026-1001")
                .rated("CVSS_V3", VECTOR)
                .word("high")
                .affects("Ubuntu:22.04", "a")
                .from("0"));

    Links links = linksOf(database, "DEBIAN-CVE-2026-1001");

    assertThat(id(database.linked(links.rated()))).isEqualTo("UBUNTU-CVE-2026-1001");
    assertThat(database.linked(links.worded())).as("words of a distribution").isNull();
    assertThat(database.linked(linksOf(database, "UBUNTU-CVE-2026-1001").rated()))
        .as("it is not another")
        .isNull();
  }

  @Test
  void wordsOfGitHubAreLinked() throws IOException {
    AdvisoryDatabase database =
        of(
            osv("PYSEC-2026-1").aliases("GHSA-1", "CVE-2026-1001").affects("PyPI", "a").from("0"),
            osv("GHSA-1").word("CRITICAL").affects("PyPI", "a").from("0"));

    assertThat(id(database.linked(linksOf(database, "PYSEC-2026-1").worded()))).isEqualTo("GHSA-1");
    assertThat(database.linked(linksOf(database, "PYSEC-2026-1").rated())).isNull();
  }

  @Test
  void anUpdateForSeveralProblemsIsLinkedWithNothing() throws IOException {
    AdvisoryDatabase database =
        of(
            osv("DSA-1-1")
                .upstream("CVE-2026-1001", "CVE-2026-1002")
                .affects("Debian:12", "a")
                .from("0"),
            osv("CVE-2026-1001").rated("CVSS_V3", VECTOR).affects("npm", "a").from("0"));

    assertThat(linksOf(database, "DSA-1-1")).isEqualTo(Links.NOTHING);
  }

  @Test
  void whatIsKnownOfTheProblemIsLinkedUnlessItHasSeveralIdentifiers() throws IOException {
    Files.writeString(
        dir.resolve("epss.csv"),
        """
        cve,epss,percentile,date
        CVE-2026-1001,0.5,0.9,2026-01-31
        CVE-2026-1002,0.25,0.8,2026-01-31
        """);
    AdvisoryDatabase database =
        of(
            osv("GHSA-1").aliases("CVE-2026-1002").affects("npm", "a").from("0"),
            osv("GHSA-2").aliases("CVE-2026-1001", "CVE-2026-1002").affects("npm", "a").from("0"),
            osv("GHSA-3").aliases("CVE-2026-1003").affects("npm", "a").from("0"));

    CveFacts facts = database.facts(linksOf(database, "GHSA-1").facts());

    assertThat(facts).isEqualTo(database.facts("CVE-2026-1002"));
    assertThat(facts.epss()).extracting(Epss::score).isEqualTo(0.25);
    assertThat(linksOf(database, "GHSA-2").facts()).isEqualTo(Links.SEVERAL);
    assertThat(linksOf(database, "GHSA-3").facts()).isEqualTo(Links.NONE);
    assertThat(database.facts(Links.NONE)).isEqualTo(CveFacts.NONE);
  }

  private static Links linksOf(AdvisoryDatabase database, String id) throws UnusableDatabase {
    Links links = database.advisory(id).orElseThrow().links();
    assertThat(links).isNotNull();
    return links == null ? Links.NOTHING : links;
  }

  private static @Nullable String id(@Nullable Advisory advisory) {
    return advisory == null ? null : advisory.id();
  }

  private AdvisoryDatabase of(Osv... records) throws IOException {
    Path file = dir.resolve("advisories.db");
    Databases.importAll(dir, file, records);
    return AdvisoryDatabase.open(file);
  }
}

package io.registrysidecar.advisory.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.feed.OsvRecord.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Security databases as Alpine and its kin publish them. */
final class SecdbFileTest {

  private static final String WOLFI =
      """
      {"apkurl": "{{urlprefix}}/{{reponame}}/{{arch}}/{{pkg.name}}-{{pkg.ver}}.apk", "archs": ["x86_64"],
       "reponame": "os", "urlprefix": "https://packages.wolfi.example",
       "packages": [
        {"pkg": {"name": "binutils", "secfixes": {"2.39-r1": ["CVE-2022-38126"], "2.39-r2": ["CVE-2022-38533"]}}},
        {"pkg": {"name": "coreutils", "secfixes": {"0": ["CVE-2016-2781"]}}},
        {"pkg": {"name": "gdb", "secfixes": {"13.1-r0": ["CVE-2022-38126"], "13.2-r0": null}}}]}
      """;

  private final Collected collected = new Collected();

  @Test
  void aProblemIsOneAdvisoryWithAllPackagesThatHadIt() throws IOException {
    read("security.json", WOLFI);

    assertThat(collected.rejected).isEmpty();
    assertThat(collected.advisories)
        .extracting(OsvRecord::id)
        .containsExactly(
            "WOLFI-SECDB-CVE-2022-38126",
            "WOLFI-SECDB-CVE-2022-38533",
            "WOLFI-SECDB-CVE-2016-2781");
    assertThat(collected.advisories.getFirst().affected())
        .extracting(
            OsvRecord.Affected::ecosystem,
            OsvRecord.Affected::name,
            affected -> affected.ranges().getFirst().events().getLast())
        .containsExactly(
            tuple("Wolfi", "binutils", new Event("fixed", "2.39-r1")),
            tuple("Wolfi", "gdb", new Event("fixed", "13.1-r0")));
  }

  @ParameterizedTest
  @CsvSource({
    "https://packages.wolfi.example,       os,         '',     security.json,   Wolfi",
    "https://packages.cgr.example,         chainguard, '',     security.json,   Chainguard",
    "https://packages.mini.example,        os,         '',     security.json,   MinimOS",
    "https://cdn.example/alpine,           main,       v3.18,  main.json,       Alpine:v3.18",
    "https://cdn.example/alpine,           community,  edge,   community.json,  Alpine:edge",
    "https://cdn.example/alpaquita,        core,       stream, core.json,       Alpaquita:stream",
    "https://mirror.example,               os,         '',     dir/wolfi.json,  Wolfi",
  })
  void theDistributionIsToldByWhereItsPackagesAre(
      String urlPrefix, String repository, String release, String file, String ecosystem)
      throws IOException {
    read(
        file,
        """
        {"distroversion": "%s", "reponame": "%s", "urlprefix": "%s", "apkurl": "",
         "packages": [{"pkg": {"name": "a", "secfixes": {"1-r0": ["CVE-2026-1"]}}}]}
        """
            .formatted(release, repository, urlPrefix));

    assertThat(collected.advisories)
        .singleElement()
        .satisfies(
            record -> assertThat(record.affected().getFirst().ecosystem()).isEqualTo(ecosystem));
  }

  @ParameterizedTest
  @CsvSource({
    "CVE-2019-2708,                         WOLFI-SECDB-CVE-2019-2708,   ''",
    "CVE-2022-1 GHSA-aaaa-bbbb-cccc,        WOLFI-SECDB-CVE-2022-1,      GHSA-aaaa-bbbb-cccc",
    "CVE-2017-2616 (+ regression fix),      WOLFI-SECDB-CVE-2017-2616,   ''",
    "XSA-248,                               WOLFI-SECDB-XSA-248,         XSA-248",
    "TALOS-2017-0366 ZBX-1,                 WOLFI-SECDB-TALOS-2017-0366, TALOS-2017-0366 ZBX-1",
  })
  void anEntryMayHaveSeveralNamesAndRemarks(String entry, String id, String aliases)
      throws IOException {
    read("wolfi.json", WOLFI.replace("CVE-2016-2781", entry));

    OsvRecord record = collected.advisories.getLast();
    assertThat(record.id()).isEqualTo(id);
    assertThat(String.join(" ", record.aliases())).isEqualTo(aliases);
  }

  @Test
  void severalProblemsInOneEntryAreSeveral() throws IOException {
    read("wolfi.json", WOLFI.replace("CVE-2016-2781", "CVE-2016-1 CVE-2016-2"));

    assertThat(collected.advisories)
        .extracting(OsvRecord::id)
        .endsWith("WOLFI-SECDB-CVE-2016-1", "WOLFI-SECDB-CVE-2016-2");
  }

  @Test
  void recordsOfOsvAreNoSecurityDatabase() throws IOException {
    read("a.json", "{\"id\": \"X-1\"}");

    assertThat(collected.advisories).isEmpty();
    assertThat(collected.records).hasSize(1);
  }

  private void read(String name, String json) throws IOException {
    new OsvFeed(FeedLimits.DEFAULT)
        .read(name, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), collected);
  }
}

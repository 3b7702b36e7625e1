package io.registrysidecar.advisory.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What repositories of rpm packages say about their updates. */
final class UpdateInfoFileTest {

  private static final String AMAZON =
      """
      <update author="a" from="a" status="final" type="security" version="1.4">
       <id>ALAS2023-2023-001</id><title>Amazon Linux 2023 - ALAS2023-2023-001: Important</title>
       <issued date="2023-02-17 01:38"/><updated date="2023-02-22 20:30"/><severity>important</severity>
       <description>CVE-1999-9999: &lt;update&gt;</description>
       <references>
        <reference href="h" id="CVE-2014-3634" title="" type="cve"/><reference href="h" id="CVE-2022-24903" title="" type="cve"/>
       </references>
       <pkglist><collection short="amazon-linux"><name>Amazon Linux</name>
        <package arch="x86_64" epoch="0" name="rsyslog" release="3.amzn2023.0.3" version="8.2204.0"><filename>r</filename></package>
        <package arch="aarch64" epoch="0" name="rsyslog" release="3.amzn2023.0.3" version="8.2204.0"><filename>r</filename></package>
        <package arch="src" epoch="0" name="rsyslog-source" release="3.amzn2023.0.3" version="8.2204.0"><filename>r</filename></package>
       </collection></pkglist>
      </update>
      """;

  private final Collected collected = new Collected();

  @Test
  void anUpdateIsAnAdvisory() throws IOException {
    read(AMAZON);

    assertThat(collected.rejected).isEmpty();
    OsvRecord record = collected.advisories.getFirst();
    assertThat(record.id()).isEqualTo("ALAS2023-2023-001");
    assertThat(record.modified()).isEqualTo(Instant.parse("2023-02-22T00:00:00Z"));
    assertThat(record.published()).isEqualTo(Instant.parse("2023-02-17T00:00:00Z"));
    assertThat(record.upstream()).containsExactly("CVE-2014-3634", "CVE-2022-24903");
    assertThat(record.severityWord()).isEqualTo("important");
    assertThat(record.affected())
        .as("once for all processors, and without the source")
        .extracting(
            OsvRecord.Affected::ecosystem,
            OsvRecord.Affected::name,
            affected -> affected.ranges().getFirst().events().getLast().version())
        .containsExactly(tuple("Amazon Linux:2023", "rsyslog", "0:8.2204.0-3.amzn2023.0.3"));
  }

  @Test
  void onlySecurityUpdatesAre() throws IOException {
    read(AMAZON.replace("type=\"security\"", "type=\"bugfix\""));

    assertThat(collected.advisories).isEmpty();
    assertThat(collected.rejected).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ALAS2-2018-939,             1.amzn2.0.2,           Amazon Linux:2",
    "ALAS-2018-1000,             26.35.amzn1,           Amazon Linux:1",
    "FEDORA-2023-6d4055d482,     1.fc36,                Fedora:36",
    "ELSA-2019-4821,             4.0.1.el7,             Oracle Linux:7",
    "ELSA-2022-9221,             4.0.1.el8_fips,        Oracle Linux:8",
    "ELSA-2011-1268,             1.0.1.el5_7,           Oracle Linux:5",
    "ALSA-2025:0917,             4.el9_5,               AlmaLinux:9",
    "RLSA-2024:3340,             1.module+el8.10+1+a,   Rocky Linux:8",
    "openEuler-SA-2024-1349,     153.48.0.126.oe2203sp2,openEuler:22.03-LTS-SP2",
    "openEuler-SA-2024-1,        1.oe2403,              openEuler:24.03-LTS",
    "openEuler-SA-2023-1,        1.oe2309,              openEuler:23.09",
    "PHSA-2023-4.0-1,            4.ph4,                 Photon OS:4.0",
    "FEDORA-EPEL-2014-4901,      1.el7,                 ",
    "RHSA-2024:1,                1.el9_4,               ",
    "openEuler-SA-2021-1033,     9.oe1,                 ",
    "X-1,                        1,                     ",
  })
  void theReleaseOfAPackageTellsTheDistribution(String id, String release, String ecosystem) {
    assertThat(RpmReleases.ecosystem(id, release).orElse(null)).isEqualTo(ecosystem);
  }

  @Test
  void modulesAreNamedInTheSummary() throws IOException {
    read(
        """
        <update type="security"><id>ELSA-2023-1582</id><title>nodejs security update</title>
         <pkglist><collection><module name="nodejs" stream="16" version="1" context="c" arch="x86_64"/>
          <package name="nodejs" epoch="1" version="16.19.1" release="1.module+el8.7.0+1+a" arch="x86_64"/>
         </collection></pkglist></update>
        """);

    assertThat(collected.advisories.getFirst().summary())
        .isEqualTo("nodejs security update nodejs:16");
  }

  @Test
  void problemsMayBeNamedInTitlesOfReferences() throws IOException {
    read(
        """
        <update type="security"><id>FEDORA-2023-1</id>
         <references><reference id="2162094" type="bugzilla" title="CVE-2022-37436 httpd: response splitting [fedora-all]"/></references>
         <pkglist><package name="httpd" epoch="0" version="2.4.55" release="1.fc36" arch="x86_64"/></pkglist></update>
        """);

    assertThat(collected.advisories.getFirst().upstream()).containsExactly("CVE-2022-37436");
  }

  @Test
  void otherMetadataOfARepositoryIsPassedOver() throws IOException {
    readAs("repomd.xml", "<?xml version=\"1.0\"?><repomd><revision>1</revision></repomd>");

    assertThat(collected.advisories).isEmpty();
    assertThat(collected.rejected).isEmpty();
  }

  private void read(String updates) throws IOException {
    readAs("updateinfo.xml", "<?xml version=\"1.0\"?>\n<updates>" + updates + "</updates>\n");
  }

  private void readAs(String name, String xml) throws IOException {
    new OsvFeed(FeedLimits.DEFAULT)
        .read(name, new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), collected);
  }
}

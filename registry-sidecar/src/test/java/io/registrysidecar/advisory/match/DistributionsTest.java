package io.registrysidecar.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.Databases;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PurlComponents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One real record of every distribution whose records are at hand: a package of that distribution
 * meets it before the fix, and no longer with it.
 */
final class DistributionsTest {

  @TempDir static Path dir;
  private static AdvisoryDatabase database;

  @BeforeAll
  static void importTheRecords() throws IOException {
    Path file = dir.resolve("advisories.db");
    try (InputStream in = DistributionsTest.class.getResourceAsStream("distributions.jsonl")) {
      assertThat(in).isNotNull();
      Databases.build(file, InstantSource.fixed(Databases.NOW), in.readAllBytes());
    }
    database = AdvisoryDatabase.open(file);
  }

  @ParameterizedTest(name = "{0} {1}: {5}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          debian,      12,      -, deb/debian/redmine,        1.3.2+dfsg1-1,               CVE-2012-0327
          raspbian,    12,      -, deb/raspbian/redmine,      1.3.2+dfsg1-1,               CVE-2012-0327
          ubuntu,      22.04,   -, deb/ubuntu/strongswan,     5.9.5-2ubuntu2.3,            UBUNTU-CVE-2022-4967
          ubuntu,      22.04,   -, deb/ubuntu/lua5.4,         5.4.4-1ubuntu0.1~esm1,       UBUNTU-CVE-2022-33099
          alpine,      3.20.3,  -, apk/alpine/grafana,        11.0.7-r0,                   ALPINE-CVE-2024-9264
          rhel,        9.4,     -, rpm/redhat/ca-certificates, 2024.2.69_v8.0.303-91.4.el9_4, RHBA-2024:5691
          centos,      7,       -, rpm/centos/powerpc-utils-python, 1.2.1-9.el7,           RHSA-2016:2607
          rhel,        9.2, rhel_eus:9.2::baseos, rpm/redhat/python-urllib3, 1.26.5-3.el9_2.2, RHSA-2024:6240
          rocky,       9.3,     -, rpm/rocky/grafana-pcp,     5.1.1-2.el9_3,               RLSA-2024:1502
          almalinux,   9.4,     -, rpm/almalinux/giflib,      5.2.1-10.el9_8.1,            ALSA-2026:19367
          amzn,        2018.03, -, rpm/amzn/cacti,            0.8.7i-2.3.amzn1,            ALAS-2012-32
          amzn,        2,       -, rpm/amzn/ecs-init,         1.76.0-1.amzn2,              ALAS2ECS-2023-009
          amzn,        2023,    -, rpm/amzn/ecs-init,         1.79.1-1.amzn2023,           ALAS2023-2024-476
          sles,        12.5,    -, rpm/suse/gzip,             1.10-4.14.1,                 SUSE-SU-2022:1650-1
          sles,        15.5,    -, rpm/suse/libdav1d5,          0.9.2-150400.3.3.1,          SUSE-SU-2024:0963-1
          opensuse-leap, 15.5,  -, rpm/opensuse/python3-Django, 2.0.7-150000.1.23.1,        SUSE-SU-2024:2616-1
          opensuse-tumbleweed, 20240823, -, rpm/opensuse/feh, 3.7-1.3,                     openSUSE-SU-2024:10751-1
          azurelinux,  3.0,     -, rpm/azurelinux/ed,         1.20-1,                      AZL-34660
          arch,        -,       -, alpm/arch/zsh,             5.5-1,                       AVG-652
          cleanstart,  -,       -, apk/cleanstart/kafka,      4.1.1-r0,                    CLEANSTART-2026-OO47906
          """)
  void aRealRecordIsMetBeforeItsFixAndNotWithIt(
      String id,
      @Nullable String version,
      @Nullable String repositories,
      String name,
      String fixed,
      String advisory)
      throws IOException, MalformedEvidence {
    Distribution os =
        new Distribution(
            id,
            version,
            null,
            id,
            List.of(),
            repositories == null ? List.of() : Arrays.asList(repositories.split(" ")));

    assertThat(findings(os, name, "0-0".replaceFirst("0$", name.startsWith("apk") ? "r0" : "0")))
        .anySatisfy(finding ->
            assertThat(finding.aliases().contains(advisory) || finding.id().equals(advisory))
                .isTrue());
    assertThat(findings(os, name, fixed)).isEmpty();
    assertThat(findings(other(os), name, "0-0")).as("of another release").isEmpty();
  }

  private static Distribution other(Distribution os) {
    return new Distribution(os.id() + "x", "1", null, os.id(), List.of());
  }

  private static List<Finding> findings(Distribution os, String name, String version)
      throws IOException, MalformedEvidence {
    Component component = PurlComponents.of("pkg:" + name + "@" + version, os);
    return new Matcher(InstantSource.fixed(Databases.NOW), Matcher.DEFAULT_STALE_AFTER)
        .match(component, database)
        .findings();
  }
}

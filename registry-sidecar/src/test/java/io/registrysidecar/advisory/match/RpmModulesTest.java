package io.registrysidecar.advisory.match;

import static io.registrysidecar.advisory.Osv.osv;
import static io.registrysidecar.advisory.match.Components.component;
import static io.registrysidecar.advisory.match.RpmComponents.amazon;
import static io.registrysidecar.advisory.match.RpmComponents.labelled;
import static io.registrysidecar.advisory.match.RpmComponents.rocky;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.Osv;
import io.registrysidecar.advisory.Severity;
import io.registrysidecar.inventory.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of modules: each stream has advisories of its own. */
final class RpmModulesTest {

  private static final String NODE_18_FIX = "1:18.14.2-3.module+el9.2.0+14843+acebbfea";

  @TempDir Path dir;

  @Test
  void streamsOfAModuleDoNotMix() throws IOException {
    Osv[] records = {
      osv("RLSA-2026:18")
          .related("CVE-2026-18")
          .summary("Important: nodejs:18 security update")
          .affects("Rocky Linux:9", "nodejs")
          .from("0")
          .fixedIn(NODE_18_FIX),
      osv("RLSA-2026:20")
          .related("CVE-2026-20")
          .summary("Important: nodejs:20 security update")
          .affects("Rocky Linux:9", "nodejs")
          .from("0")
          .fixedIn("1:20.12.2-2.module+el9.4.0+20281+a6090b05"),
      osv("RLSA-2026:16")
          .related("CVE-2026-16")
          .summary("Important: nodejs security update")
          .affects("Rocky Linux:9", "nodejs")
          .from("0")
          .fixedIn("1:16.20.2-4.el9_3")
    };
    String node18 = "1:18.14.2-2.module+el9.2.0+14565+6f84a6c2";

    assertThat(
            findings(
                labelled(rocky("nodejs", node18), "nodejs:18:9020020230327152102:rhel9"), records))
        .extracting(Finding::id, Finding::severity)
        .containsExactly(tuple("CVE-2026-18", Severity.HIGH));
    assertThat(findings(rocky("nodejs", node18), records))
        .as("without its label, by the number of its stream")
        .extracting(Finding::id)
        .containsExactly("CVE-2026-18");
    assertThat(findings(rocky("nodejs", "1:16.20.1-1.el9_2"), records))
        .as("of no module")
        .extracting(Finding::id)
        .containsExactly("CVE-2026-16");
    assertThat(findings(labelled(rocky("nodejs", NODE_18_FIX), "nodejs:18:1:2"), records))
        .isEmpty();
  }

  /** Two streams of podman 4, which no version tells apart. */
  @Test
  void theLabelTellsStreamsOfTheSameVersionsApart() throws IOException {
    Osv[] records = {
      osv("RLSA-2026:1")
          .related("CVE-2026-1")
          .summary("Important: container-tools:rhel8 security update")
          .affects("Rocky Linux:9", "podman")
          .from("0")
          .fixedIn("2:4.4.1-15.module+el8.8.0+1265+fa25dc7a"),
      osv("RLSA-2026:2")
          .related("CVE-2026-2")
          .summary("Important: container-tools:4.0 security update")
          .affects("Rocky Linux:9", "podman")
          .from("0")
          .fixedIn("2:4.0.2-24.module+el8.9.0+1445+07728297"),
    };
    Component podman = rocky("podman", "2:4.0.2-20.module+el8.7.0+1+1");

    assertThat(findings(labelled(podman, "container-tools:rhel8:1:2"), records))
        .extracting(Finding::id)
        .containsExactly("CVE-2026-1");
    assertThat(findings(labelled(podman, "container-tools:4.0:1:2"), records))
        .extracting(Finding::id)
        .containsExactly("CVE-2026-2");
  }

  @Test
  void anAdvisoryThatDoesNotNameItsStreamIsThatOfItsVersion() throws IOException {
    Osv record =
        osv("RLSA-2023:5989")
            .related("CVE-2026-1")
            .summary("Important: varnish security update")
            .affects("Rocky Linux:8", "varnish")
            .from("0")
            .fixedIn("6.0.8-3.module+el8.8.0+1506+01bb91c3.1");
    Component old =
        component("rpm/rocky", "Rocky Linux", "8", "varnish", "5.2.1-1.module+el8.0.0+1+1");

    assertThat(findings(labelled(old, "varnish:5:8:rhel8"), record)).isEmpty();
    assertThat(
            findings(
                labelled(
                    component(
                        "rpm/rocky", "Rocky Linux", "8", "varnish", "6.0.8-1.module+el8.5.0+1+1"),
                    "varnish:6:8:rhel8"),
                record))
        .hasSize(1);
  }

  @Test
  void anExtraRepositoryOfAmazonIsAStreamOfItsOwn() throws IOException {
    Osv[] records = {
      osv("ALAS2KERNEL-5.10-2026-001")
          .upstream("CVE-2026-1")
          .affects("Amazon Linux:2", "kernel")
          .from("0")
          .fixedIn("0:5.10.68-62.173.amzn2"),
      osv("ALAS2DOCKER-2026-001")
          .upstream("CVE-2026-2")
          .affects("Amazon Linux:2", "docker")
          .from("0")
          .fixedIn("0:25.0.3-1.amzn2.0.1"),
    };

    assertThat(findings(amazon("kernel", "5.10.47-39.130.amzn2"), records)).hasSize(1);
    assertThat(findings(amazon("kernel", "4.14.355-275.572.amzn2"), records)).isEmpty();
    assertThat(findings(amazon("kernel", "5.10.68-62.173.amzn2"), records)).isEmpty();
    assertThat(findings(amazon("docker", "20.10.25-1.amzn2.0.3"), records)).hasSize(1);
  }

  private List<Finding> findings(Component component, Osv... records) throws IOException {
    return Findings.of(dir, component, records);
  }
}

package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.os.OsReleaseDetector;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which advisories are asked about which distribution, by what its images say of themselves. */
class OperatingSystemsTest {

  @ParameterizedTest(name = "{0} is {1} {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          debian-9,            Debian,       9
          debian-12,           Debian,       12
          raspbian-11,         Debian,       11
          ubuntu-22.04,        Ubuntu,       22.04:LTS
          linuxmint-21,        Ubuntu,       22.04:LTS
          pop-22.04,           Ubuntu,       22.04:LTS
          alpine-3.20,         Alpine,       v3.20
          wolfi,               Wolfi,        -
          chainguard,          Chainguard,   -
          minimos,             MinimOS,      -
          alpaquita-stream,    Alpaquita,    stream
          alpaquita-23,        Alpaquita,    23
          rhel-7,              Red Hat,      7
          rhel-9,              Red Hat,      9
          centos-7,            Red Hat,      7
          centos-stream-9,     Red Hat,      stream9
          scientific-7,        Red Hat,      7
          rocky-9,             Rocky Linux,  9
          almalinux-9,         AlmaLinux,    9
          oracle-9,            Oracle Linux, 9
          amazon-1,            Amazon Linux, 1
          amazon-2,            Amazon Linux, 2
          amazon-2023,         Amazon Linux, 2023
          fedora-41,           Fedora,       41
          sles-15,             SUSE,         15 SP7
          sles_sap-12.3,       SUSE,         12 SP3
          opensuse-leap-15,    openSUSE,     Leap 15.6
          opensuse-tumbleweed, openSUSE,     Tumbleweed
          photon-3,            Photon OS,    3.0
          azurelinux-3,        Azure Linux,  3
          mariner-2,           Azure Linux,  2
          arch,                Arch Linux,   -
          archarm,             Arch Linux,   -
          openeuler,           openEuler,    24.03-LTS-SP2
          mageia-9,            Mageia,       9
          gentoo,              Gentoo,       -
          openwrt-22.03,       unknown:openwrt, 22.03.4
          """)
  void aDistributionIsAskedUnderItsName(String name, String ecosystem, @Nullable String release) {
    OsvRelease asked = OsvRelease.of(distribution(name));

    assertThat(asked.ecosystem()).isEqualTo(ecosystem);
    assertThat(asked.release()).isEqualTo(release);
  }

  /** No whole os-release of these is at hand; their identifiers are documented. */
  @Test
  void echoHasNoReleasesAndBottlerocketHas() {
    assertThat(OsvRelease.of(new Distribution("echo", "1", null, "Echo", List.of())))
        .isEqualTo(new OsvRelease("Echo", null));
    assertThat(
            OsvRelease.of(
                new Distribution("bottlerocket", "1.20.0", null, "Bottlerocket OS", List.of())))
        .isEqualTo(new OsvRelease("Bottlerocket", "1.20.0"));
  }

  @Test
  void contentSetsOfAllLayersTellTheProducts() {
    Distribution os =
        choice(
            file("etc/os-release", text("rhel-9")),
            file(
                "root/buildinfo/content_manifests/ubi9-container-9.4-1.json",
                """
                {"metadata": {"icm_version": 1}, "content_sets": [
                  "rhel-9-for-x86_64-baseos-rpms", "rhel-9-for-x86_64-appstream-rpms__9",
                  "ubi-9-baseos-rpms", "something-else-rpms"], "image_contents": []}
                """),
            file(
                "root/buildinfo/content_manifests/app-1.json",
                """
                {"content_sets": ["rhel-9-for-x86_64-baseos-eus-rpms__9_DOT_2",
                  "codeready-builder-for-rhel-9-x86_64-rpms", "rhocp-4.13-for-rhel-9-x86_64-rpms"]}
                """));

    assertThat(OsvRelease.of(os).release())
        .isEqualTo(
            "enterprise_linux:9::appstream,enterprise_linux:9::baseos,enterprise_linux:9::crb,"
                + "openshift:4.13::el9,rhel_eus:9.2::baseos");
  }

  @Test
  void productsOfSuseThatAreInstalledAreAskedFor() {
    Distribution os =
        choice(
            file("etc/os-release", "ID=sles_sap\nVERSION_ID=15.4\n"),
            file("etc/products.d/SLES_SAP.prod", resource("/inventory/os/sles_sap-15.4.prod")),
            file(
                "etc/products.d/sle-ha.prod",
                "<product><name>sle-ha</name><baseversion>15</baseversion>"
                    + "<patchlevel>4</patchlevel></product>"));

    assertThat(OsvRelease.of(os).release())
        .isEqualTo(
            "15 SP4,Linux Enterprise High Availability Extension 15 SP4,"
                + "Linux Enterprise Server for SAP Applications 15 SP4");
  }

  @Test
  void productsOfSuseSayNothingAboutOthers() {
    Distribution os =
        choice(
            file("etc/os-release", "ID=opensuse-leap\nVERSION_ID=15.6\n"),
            file("etc/products.d/SLES_SAP.prod", resource("/inventory/os/sles_sap-15.4.prod")));

    assertThat(OsvRelease.of(os).release()).isEqualTo("Leap 15.6");
  }

  @Test
  void aReleaseWithoutOsReleaseHasItsNameElsewhere() {
    assertThat(OsvRelease.of(choice(file("etc/redhat-release", "CentOS release 6.10 (Final)\n"))))
        .isEqualTo(new OsvRelease("Red Hat", "6"));
    assertThat(
            OsvRelease.of(
                choice(
                    file(
                        "etc/redhat-release",
                        "Red Hat Enterprise Linux Server release 6.9 (Santiago)\n"))))
        .isEqualTo(new OsvRelease("Red Hat", "6"));
  }

  @Test
  void anAlpineWithRepositoriesOfEdgeIsEdge() {
    assertThat(
            OsvRelease.of(
                choice(
                    file("etc/os-release", text("alpine-3.20")),
                    file("etc/apk/repositories", "https://mirror.example/alpine/edge/main\n"))))
        .isEqualTo(new OsvRelease("Alpine", "edge"));
  }

  private static Distribution distribution(String name) {
    return choice(file("etc/os-release", text(name)));
  }

  private static Distribution choice(io.registrysidecar.testing.LayerContent... contents) {
    TreeMap<String, Distribution> named = new TreeMap<>();
    Evidence.of(new OsReleaseDetector(), contents)
        .files()
        .forEach(found -> named.put(found.path(), Objects.requireNonNull(found.distribution())));
    return Objects.requireNonNull(DistributionChoice.of(named).distribution());
  }

  private static String text(String name) {
    return new String(resource("/inventory/os/" + name + ".os-release"), UTF_8);
  }
}

package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.alpine;
import static io.registrysidecar.testing.Contents.apk;
import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.jar;
import static io.registrysidecar.testing.Contents.npm;
import static io.registrysidecar.testing.Contents.osRelease;
import static io.registrysidecar.testing.Contents.python;
import static io.registrysidecar.testing.Contents.ubuntu;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.Jars;
import io.registrysidecar.testing.LayerContent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How packages are named once it is known what image they are in. */
class ComponentListTest {

  private static final Digest LAYER = Digest.sha256(new byte[0]);

  @Test
  void aDebianPackageIsNamedWithItsReleaseAndSource() {
    Component component =
        only(debian(12), dpkg("libssl3", "3.0.11-1~deb12u2", "openssl", "3.0.11-1~deb12u2"));

    assertThat(component.purl())
        .isEqualTo(
            "pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64&distro=debian-12&upstream=openssl");
    assertThat(component.ecosystem()).isEqualTo("Debian");
    assertThat(component.release()).isEqualTo("12");
    assertThat(component.source()).isEqualTo(new SourcePackage("openssl", "3.0.11-1~deb12u2"));
    assertThat(component.paths()).containsExactly("var/lib/dpkg/status");
  }

  @Test
  void aSourceOfAnotherVersionIsNamedWithIt() {
    assertThat(only(debian(12), dpkg("bash", "5.2.15-2+b13", "bash", "5.2.15-2")).purl())
        .isEqualTo(
            "pkg:deb/debian/bash@5.2.15-2%2Bb13?arch=amd64&distro=debian-12&upstream=bash%405.2.15-2");
  }

  @Test
  void aSourceThatIsThePackageItselfIsNotNamed() {
    assertThat(only(debian(12), dpkg("openssl", "1:3.0-1")).purl())
        .isEqualTo("pkg:deb/debian/openssl@1%3A3.0-1?arch=amd64&distro=debian-12");
  }

  @Test
  void anAlpinePackageIsNamedWithItsBranch() {
    Component component = only(alpine("3.20.3"), apk("libcrypto3", "3.3.1-r0", "openssl"));

    assertThat(component.purl())
        .isEqualTo(
            "pkg:apk/alpine/libcrypto3@3.3.1-r0?arch=x86_64&distro=alpine-3.20.3&upstream=openssl");
    assertThat(component.ecosystem()).isEqualTo("Alpine");
    assertThat(component.release()).isEqualTo("v3.20");
  }

  @Test
  void otherDistributionsAreNamedAsAdvisoriesNameThem() {
    assertThat(releaseOf(ubuntu("22.04"))).isEqualTo("Ubuntu 22.04:LTS");
    assertThat(releaseOf(ubuntu("23.10"))).isEqualTo("Ubuntu 23.10");
    assertThat(releaseOf(ubuntu("23.04"))).isEqualTo("Ubuntu 23.04");
    assertThat(releaseOf(osRelease("wolfi", "20230201", "Wolfi"))).isEqualTo("Wolfi null");
    assertThat(releaseOf(osRelease("chainguard", "20230214", "Chainguard")))
        .isEqualTo("Chainguard null");
    assertThat(releaseOf(osRelease("debian", "12.5", "Debian"))).isEqualTo("Debian 12");
    assertThat(releaseOf(alpine("3.21.0_alpha20240923"))).isEqualTo("Alpine edge");
    assertThat(releaseOf(osRelease("raspbian", "12", "Raspbian"))).isEqualTo("Debian 12");
  }

  @Test
  void anRpmPackageIsNamedWithItsEpochModuleAndSource() throws Exception {
    PackageFact fact =
        PackageFact.of("rpm", null, "npm", "1:9.5.0-1.el9")
            .ofArchitecture("x86_64")
            .builtFrom(new SourcePackage("nodejs", "18.14.2-2.el9"))
            .maintainedBy("Rocky Enterprise Software Foundation")
            .inModule("nodejs:18:9020020230327152102:rhel9");

    assertThat(PackageUrls.of(fact, os("rocky", "9.2", "Rocky Linux 9.2 (Blue Onyx)")))
        .isEqualTo(
            "pkg:rpm/rocky/npm@1%3A9.5.0-1.el9?arch=x86_64&distro=rocky-9.2"
                + "&modularitylabel=nodejs%3A18%3A9020020230327152102%3Arhel9"
                + "&upstream=nodejs%4018.14.2-2.el9");
    assertThat(PackageUrls.of(fact, os("rhel", "9.2", "RHEL"))).startsWith("pkg:rpm/redhat/npm@");
    assertThat(PackageUrls.of(fact, os("opensuse-leap", "15.5", "Leap")))
        .startsWith("pkg:rpm/opensuse/npm@");
    assertThat(PackageUrls.of(fact, os("sles", "15.5", "SLES"))).startsWith("pkg:rpm/suse/npm@");
  }

  @ParameterizedTest
  @CsvSource({
    "rhel, 9.2, Red Hat Enterprise Linux 9.2 (Plow), Red Hat 9",
    "centos, 7, CentOS Linux 7 (Core), Red Hat 7",
    "centos, 9, CentOS Stream 9, Red Hat stream9",
    "rocky, 9.2, Rocky Linux 9.2 (Blue Onyx), Rocky Linux 9",
    "almalinux, 8.10, AlmaLinux 8.10 (Cerulean Leopard), AlmaLinux 8",
    "amzn, 2018.03, Amazon Linux AMI 2018.03, Amazon Linux 1",
    "amzn, 2, Amazon Linux 2, Amazon Linux 2",
    "amzn, 2023, Amazon Linux 2023.6.20241010, Amazon Linux 2023",
    "azurelinux, 3.0, Microsoft Azure Linux 3.0, Azure Linux 3",
    "mariner, 2.0, CBL-Mariner/Linux, Azure Linux 2",
    "photon, 5.0, VMware Photon OS/Linux, Photon OS 5.0",
    "openEuler, 24.03, openEuler 24.03 (LTS-SP1), openEuler 24.03-LTS-SP1",
    "openEuler, 20.03, openEuler 20.03 (LTS), openEuler 20.03-LTS",
    "mageia, 9, Mageia 9, Mageia 9",
    "sles, 15.4, SUSE Linux Enterprise Server 15 SP4, SUSE 15 SP4",
    "sles, 15, SUSE Linux Enterprise Server 15, SUSE 15",
    "sle-micro, 5.5, SUSE Linux Enterprise Micro 5.5, SUSE Micro 5.5",
    "opensuse-leap, 15.5, openSUSE Leap 15.5, openSUSE Leap 15.5",
    "opensuse-tumbleweed, 20241010, openSUSE Tumbleweed, openSUSE Tumbleweed",
    "fedora, 41, Fedora Linux 41, Fedora 41",
    "ol, 9.4, Oracle Linux Server 9.4, Oracle Linux 9",
  })
  void distributionsWithRpmAreNamedAsAdvisoriesNameThem(
      String id, String version, String pretty, String expected) {
    assertThat(releaseOf(osRelease(id, version, pretty))).isEqualTo(expected);
  }

  @Test
  void debianTestingIsNamedByItsCodeName() {
    LayerContent testing =
        file("etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux forky/sid\"\nID=debian\n");
    LayerContent silent = file("etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux\"\nID=debian\n");

    assertThat(releaseOf(testing)).isEqualTo("Debian 14");
    assertThat(releaseOf(silent, file("etc/debian_version", "trixie/sid\n")))
        .isEqualTo("Debian 13");
    assertThat(releaseOf(silent, file("etc/debian_version", "sid\n"))).isEqualTo("Debian sid");
  }

  @Test
  void packagesOfAnAlpineWhoseRepositoriesAreThoseOfEdgeAreOfEdge() {
    Inventory inventory =
        fullInventoryOf(
            image()
                .layer(
                    alpine("3.20.3"),
                    file("etc/apk/repositories", "https://mirror.example/alpine/edge/main\n"),
                    apk("musl", "1.2.5-r0"))
                .build());

    assertThat(inventory.components()).extracting(Component::release).containsExactly("edge");
    assertThat(inventory.notes()).extracting("code").containsExactly("os-mixed");
  }

  @Test
  void repositoriesThatAgreeAreNothingToSpeakOf() {
    Inventory inventory =
        fullInventoryOf(
            image()
                .layer(
                    alpine("3.20.3"),
                    file("etc/apk/repositories", "https://mirror.example/alpine/v3.20/main\n"))
                .build());

    assertThat(inventory.notes()).isEmpty();
    assertThat(inventory.distribution()).isNotNull();
    assertThat(inventory.distribution().versionId()).isEqualTo("3.20.3");
  }

  @Test
  void theNamesOfLanguagesAreThoseOfTheirAdvisories() {
    assertThat(names(jar("a.jar", "org.apache.logging.log4j", "log4j-core", "2.14.1")))
        .containsExactly(
            "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
            "Maven",
            "org.apache.logging.log4j:log4j-core");
    assertThat(names(npm("@babel/core", "7.0.0")))
        .containsExactly("pkg:npm/%40babel/core@7.0.0", "npm", "@babel/core");
    assertThat(names(python("Zope.Interface_x", "1.0")))
        .containsExactly("pkg:pypi/zope-interface-x@1.0", "PyPI", "zope-interface-x");
    assertThat(names(file("x-1.0.jar", Jars.jar().entry("a", "b").build())))
        .containsExactly("pkg:maven/x/x@1.0", "Maven", "x:x");
  }

  @Test
  void theNamesOfGoModulesAreTheirPaths() throws Exception {
    PackageFact module = PackageFact.of("golang", "github.com/BurntSushi", "toml", "v1.2.0");
    PackageFact pre = PackageFact.of("golang", "github.com/docker", "docker", "v1.2+incompatible");

    assertThat(PackageUrls.advisoryName(module)).isEqualTo("github.com/BurntSushi/toml");
    assertThat(PackageUrls.ecosystem(module)).isEqualTo("Go");
    assertThat(PackageUrls.of(pre, null))
        .isEqualTo("pkg:golang/github.com/docker/docker@v1.2%2Bincompatible");
    assertThat(PackageUrls.of(PackageFact.of("golang", null, "stdlib", "1.21.3"), null))
        .isEqualTo("pkg:golang/stdlib@1.21.3");
  }

  @Test
  void aPackageThatCannotBeNamedIsSaidToBeLeftOut() {
    PackageFact nameless = PackageFact.of("maven", null, "x", "1");
    ComponentList components = new ComponentList(null);

    components.add(new FileEvidence.PackageAt(nameless, "b.jar"), "a.jar", LAYER);

    assertThat(components.build()).isEmpty();
    assertThat(components.notes())
        .extracting("code", "path")
        .containsExactly(tuple("package-unnameable", "a.jar!/b.jar"));
  }

  private static Distribution os(String id, String version, String pretty) {
    return new Distribution(id, version, null, pretty, List.of());
  }

  private static String releaseOf(LayerContent... os) {
    LayerContent[] contents = Arrays.copyOf(os, os.length + 1);
    contents[os.length] = dpkg("a", "1");
    Component component = only(contents);
    return component.ecosystem() + " " + component.release();
  }

  private static List<String> names(LayerContent content) {
    Component component = only(content);
    return List.of(component.purl(), component.ecosystem(), component.name());
  }

  private static Component only(LayerContent... contents) {
    Inventory inventory = fullInventoryOf(image().layer(contents).build());
    assertThat(inventory.components()).hasSize(1);
    return inventory.components().getFirst();
  }
}

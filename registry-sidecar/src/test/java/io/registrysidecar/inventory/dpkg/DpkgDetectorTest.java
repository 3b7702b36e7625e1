package io.registrysidecar.inventory.dpkg;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.SourcePackage;
import io.registrysidecar.testing.Evidence;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DpkgDetectorTest {

  private static final String STATUS = "var/lib/dpkg/status";

  @Test
  void aStatusFileOfDebianIsRead() {
    Evidence evidence = status(resource("/inventory/dpkg/debian-12.status"));

    assertThat(evidence.facts())
        .extracting(PackageFact::name, PackageFact::version, PackageFact::source)
        .containsExactly(
            tuple("bash", "5.2.15-2+b13", "bash", "5.2.15-2"),
            tuple("bsdutils", "1:2.38.1-5+deb12u3", "util-linux", "2.38.1-5+deb12u3"),
            tuple("libc6", "2.36-9+deb12u14", "glibc", "2.36-9+deb12u14"),
            tuple("libgcc-s1", "12.2.0-14+deb12u1", "gcc-12", "12.2.0-14+deb12u1"),
            tuple("openssl", "3.0.20-1~deb12u2", "openssl", "3.0.20-1~deb12u2"),
            tuple("postgresql-client", "15+248+deb12u1", "postgresql-common", "248+deb12u1"));
    assertThat(evidence.facts().getFirst())
        .extracting(PackageFact::type, PackageFact::architecture, PackageFact::maintainer)
        .containsExactly("deb", "amd64", "Matthias Klose <doko@debian.org>");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void anImageWithoutDpkgHasOneFileForEachPackage() {
    Evidence evidence =
        Evidence.of(
            new DpkgDetector(),
            file(
                "var/lib/dpkg/status.d/base-files", "Package: base-files\nVersion: 12.4+deb12u5\n"),
            file("var/lib/dpkg/status.d/base-files.md5sums", "d41d8cd98f00b204  etc/issue\n"),
            file("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a-0+deb12u1\n"));

    assertThat(evidence.names())
        .containsExactly("base-files 12.4+deb12u5", "tzdata 2024a-0+deb12u1");
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "install ok installed, true",
    "hold ok installed, true",
    "deinstall ok installed, true",
    "install ok unpacked, true",
    "install ok half-configured, true",
    "install ok triggers-awaited, true",
    "install ok triggers-pending, true",
    "install reinstreq half-installed, false",
    "deinstall ok config-files, false",
    "purge ok not-installed, false",
    "unknown ok not-installed, false",
  })
  void aPackageIsThereWhenItsFilesAre(String state, boolean there) {
    Evidence evidence = status("Package: curl\nStatus: %s\nVersion: 7.88.1-10\n".formatted(state));

    assertThat(evidence.names()).hasSize(there ? 1 : 0);
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void aBrokenStanzaIsSaidToBeBrokenAndTheOthersAreRead() {
    Evidence evidence =
        status(
            """
            Package: first
            Status: install ok installed
            Version: 1

            Package: broken
            Status: install ok installed

            this is no field
            Package: last
            Status: install ok installed
            Version: 3
            """);

    assertThat(evidence.names()).containsExactly("first 1", "last 3");
    assertThat(evidence.notes())
        .extracting("code", "message", "path")
        .containsExactly(
            Tuple.tuple(
                "dpkg-stanza-broken",
                "the package at line 5 has no usable Version and was left out",
                STATUS),
            Tuple.tuple("dpkg-stanza-broken", "line 8 is no field of a package", STATUS));
  }

  @Test
  void linesThatContinueAFieldAreNoFields() {
    Evidence evidence =
        status("Package: a\nDescription: text\n Version: 9\n .\n\tPackage: b\nVersion: 1\n");

    assertThat(evidence.names()).containsExactly("a 1");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void endsOfLinesOfOtherSystemsAreUnderstood() {
    assertThat(status("Package: a\r\nVersion: 1\r\n\r\nPackage: b\r\nVersion: 2").names())
        .containsExactly("a 1", "b 2");
  }

  private static Tuple tuple(String name, String version, String source, String sourceVersion) {
    return Tuple.tuple(name, version, new SourcePackage(source, sourceVersion));
  }

  private static Evidence status(String content) {
    return Evidence.of(new DpkgDetector(), file(STATUS, content));
  }

  private static Evidence status(byte[] content) {
    return Evidence.of(new DpkgDetector(), file(STATUS, content));
  }

  @Test
  void opkgKeepsItsDatabaseInTheSameForm() {
    Evidence evidence =
        Evidence.of(
            new DpkgDetector(),
            file(
                "usr/lib/opkg/status",
                """
                Package: libubox20220515
                Version: 2022-05-15-d2223ef9-1
                Depends: libc
                Status: install user installed
                Architecture: x86_64
                Installed-Time: 1681079834

                Package: gone
                Version: 1
                Status: deinstall user not-installed
                """));

    assertThat(evidence.facts())
        .extracting(PackageFact::type, PackageFact::name, PackageFact::version)
        .containsExactly(Tuple.tuple("opkg", "libubox20220515", "2022-05-15-d2223ef9-1"));
  }
}

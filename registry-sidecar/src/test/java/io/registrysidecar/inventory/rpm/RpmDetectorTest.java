package io.registrysidecar.inventory.rpm;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.inventory.SourcePackage;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RpmDetectorTest {

  @ParameterizedTest
  @EnumSource(RpmDatabases.class)
  void everyFormatHasWhatRpmLists(RpmDatabases format) {
    Evidence evidence = detect("var/lib/rpm/" + format.fileName(), format.bytes());

    List<PackageFact> listed =
        new String(resource("/inventory/rpm/rpm-qa.tsv"), UTF_8)
            .lines()
            .map(RpmDetectorTest::listed)
            .toList();
    assertThat(evidence.facts())
        .extracting(fact -> fact.with(Relations.NONE))
        .containsExactlyInAnyOrderElementsOf(listed)
        .hasSize(11);
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(RpmDatabases.class)
  void everyFormatHasTheFilesOfAPackage(RpmDatabases format) {
    Evidence evidence = detect("var/lib/rpm/" + format.fileName(), format.bytes());

    assertThat(evidence.files().getFirst().about())
        .extracting(about -> about.type() + " " + about.name() + ": " + about.files())
        .containsExactly("rpm kernel-headers: 61 files");
  }

  @Test
  void whatIsToldOfAPackageOfAModule() {
    Evidence evidence = detect("var/lib/rpm/rpmdb.sqlite", RpmDatabases.SQLITE.bytes());

    assertThat(evidence.facts())
        .extracting(fact -> fact.with(Relations.NONE))
        .contains(
            PackageFact.of("rpm", null, "nodejs", "1:18.14.2-2.module+el9.2.0+14565+6f84a6c2")
                .ofArchitecture("x86_64")
                .builtFrom(new SourcePackage("nodejs", "18.14.2-2.module+el9.2.0+14565+6f84a6c2"))
                .maintainedBy("Rocky Enterprise Software Foundation")
                .licensed(List.of("MIT"))
                .inModule("nodejs:18:9020020230327152102:rhel9"));
  }

  @ParameterizedTest
  @CsvSource({
    "var/lib/rpm/rpmdb.sqlite, SQLITE",
    "usr/lib/sysimage/rpm/rpmdb.sqlite, SQLITE",
    "usr/share/rpm/rpmdb.sqlite, SQLITE",
    "usr/lib/sysimage/rpm/Packages.db, NDB",
    "usr/lib/sysimage/rpm/Packages, BERKELEY",
  })
  void databasesAreReadWhereDistributionsKeepThem(String path, RpmDatabases format) {
    assertThat(detect(path, format.bytes()).facts()).hasSize(11);
    assertThat(detect("srv/" + path, format.bytes()).facts()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(RpmDatabases.class)
  void aDatabaseOfAnotherFormatIsSaidToBeBroken(RpmDatabases format) {
    Evidence evidence = detect("var/lib/rpm/" + format.fileName(), new byte[8192]);

    assertThat(evidence.facts()).isEmpty();
    assertThat(evidence.codes()).containsExactly("evidence-malformed");
    assertThat(evidence.notes().getFirst().message()).startsWith("the rpm evidence is broken: it");
  }

  @Test
  void aPackageWhoseHeaderIsBrokenDoesNotHideTheOthers() {
    byte[] database = RpmDatabases.NDB.bytes();
    // The count of tags of the first package.
    database[4096 + 16] = 0x7f;

    Evidence evidence = detect("var/lib/rpm/Packages.db", database);

    assertThat(evidence.facts()).hasSize(10);
    assertThat(evidence.notes())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.code()).isEqualTo("evidence-malformed");
          assertThat(note.path()).isEqualTo("var/lib/rpm/Packages.db");
          assertThat(note.message()).contains("a package header that is shorter than its index");
        });
  }

  @Test
  void changesThatAreOnlyInTheLogAreSaidToBeUnread() {
    assertThat(detect("var/lib/rpm/rpmdb.sqlite-wal", "frames".getBytes(UTF_8)).codes())
        .containsExactly("rpm-log-unread");
    assertThat(detect("var/lib/rpm/rpmdb.sqlite-wal", new byte[0]).notes()).isEmpty();
  }

  @Test
  void anImageWithoutRpmHasAListOfPackages() {
    Evidence evidence =
        detect(
            "var/lib/rpmmanifest/container-manifest-2",
            ("openssl-libs\t3.3.0-2.azl3\t1718000000\t1717000000\tMicrosoft Corporation\t(none)\t"
                    + "7000000\tx86_64\t0\topenssl-3.3.0-2.azl3.src.rpm\n"
                    + "dbus\t1.15.8-4.azl3\t1\t1\t(none)\t2\t1\tx86_64\t2\t(none)\n"
                    + "half a line\n")
                .getBytes(UTF_8));

    assertThat(evidence.facts())
        .extracting(
            PackageFact::name, PackageFact::version, PackageFact::source, PackageFact::maintainer)
        .containsExactly(
            tuple(
                "openssl-libs",
                "3.3.0-2.azl3",
                new SourcePackage("openssl", "3.3.0-2.azl3"),
                "Microsoft Corporation"),
            tuple("dbus", "2:1.15.8-4.azl3", null, null));
    assertThat(evidence.notes())
        .extracting("code", "message")
        .containsExactly(tuple("rpm-package-broken", "line 3 is no package"));
  }

  @ParameterizedTest
  @CsvSource({
    "openssl-3.0.7-6.el9_2.src.rpm, openssl, 3.0.7-6.el9_2",
    "java-1.8.0-openjdk-1.8.0.382.b05-2.el8.src.rpm, java-1.8.0-openjdk, 1.8.0.382.b05-2.el8",
    "nvidia-1-2.nosrc.rpm, nvidia, 1-2",
  })
  void theSourceIsReadFromTheNameOfItsFile(String file, String name, String version) {
    assertThat(RpmPackage.source(file)).isEqualTo(new SourcePackage(name, version));
  }

  @ParameterizedTest
  @CsvSource({"(none)", ".rpm", "a.rpm", "a.src.rpm", "a-1.src.rpm", "-1-2.src.rpm", "a-1-2.tar"})
  void whatIsNoFileOfASourcePackageTellsNone(String file) {
    assertThat(RpmPackage.source(file)).isNull();
  }

  private static PackageFact listed(String line) {
    String[] fields = line.split("\t", -1);
    String epoch = none(fields[1]);
    return PackageFact.of(
            "rpm",
            null,
            fields[0],
            epoch == null || epoch.equals("0") ? fields[2] : epoch + ":" + fields[2])
        .ofArchitecture(fields[3])
        .builtFrom(RpmPackage.source(fields[4]))
        .maintainedBy(fields[5])
        .licensed(List.of(fields[7]))
        .inModule(none(fields[6]));
  }

  private static @Nullable String none(String field) {
    return field.equals("(none)") ? null : field;
  }

  private static Evidence detect(String path, byte[] content) {
    return Evidence.of(new RpmDetector(), file(path, content));
  }
}

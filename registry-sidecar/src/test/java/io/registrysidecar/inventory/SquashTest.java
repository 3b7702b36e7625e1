package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.alpine;
import static io.registrysidecar.testing.Contents.apk;
import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.directory;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.jar;
import static io.registrysidecar.testing.Contents.npm;
import static io.registrysidecar.testing.Contents.opaque;
import static io.registrysidecar.testing.Contents.python;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.Contents.whiteout;
import static io.registrysidecar.testing.Installed.apkPackage;
import static io.registrysidecar.testing.Installed.deb;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.Installed.inventoryOf;
import static io.registrysidecar.testing.Installed.maven;
import static io.registrysidecar.testing.Installed.npmPackage;
import static io.registrysidecar.testing.Installed.pypi;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.image.CoverageNote;
import java.util.List;
import org.junit.jupiter.api.Test;

class SquashTest {

  @Test
  void aPackageRemovedByALaterLayerIsNotReported() {
    var image =
        image()
            .layer(debian(12), dpkg("openssl", "3.0.11-1~deb12u2"), dpkg("curl", "7.88.1-10"))
            .layer(dpkg("openssl", "3.0.11-1~deb12u2")) // as apt leaves it after removing curl
            .build();

    assertThat(inventoryOf(image)).containsExactly(deb("openssl", "3.0.11-1~deb12u2").fromLayer(0));
  }

  @Test
  void aPackageComesFromTheLayerThatIntroducedThisVersion() {
    var image =
        image()
            .layer(debian(12), dpkg("bash", "5.2.15-2"), dpkg("curl", "7.88.1-10"))
            .layer(dpkg("bash", "5.2.15-2"), dpkg("curl", "7.88.1-10+deb12u8"))
            .layer(
                dpkg("bash", "5.2.15-2"),
                dpkg("curl", "7.88.1-10+deb12u8"),
                dpkg("git", "1:2.39.5-0+deb12u1"))
            .build();

    assertThat(inventoryOf(image))
        .containsExactlyInAnyOrder(
            deb("bash", "5.2.15-2").fromLayer(0),
            deb("curl", "7.88.1-10+deb12u8").fromLayer(1),
            deb("git", "1:2.39.5-0+deb12u1").fromLayer(2));
  }

  @Test
  void aWhiteoutHidesAFileOfALowerLayer() {
    var image =
        image()
            .layer(npm("lodash", "4.17.20"), npm("minimist", "1.2.5"))
            .layer(whiteout("app/node_modules/lodash/package.json"))
            .build();

    assertThat(inventoryOf(image)).containsExactly(npmPackage("minimist", "1.2.5"));
  }

  @Test
  void aWhiteoutOfADirectoryHidesAllThatIsInIt() {
    var image =
        image()
            .layer(npm("lodash", "4.17.20"), python("Django", "3.2.1"))
            .layer(whiteout("app"))
            .build();

    assertThat(inventoryOf(image)).containsExactly(pypi("django", "3.2.1"));
  }

  @Test
  void aWhiteoutHidesNothingOfItsOwnLayer() {
    var image =
        image()
            .layer(npm("lodash", "4.17.20"))
            .layer(npm("lodash", "4.17.21"), whiteout("app/node_modules"))
            .build();

    assertThat(inventoryOf(image)).containsExactly(npmPackage("lodash", "4.17.21").fromLayer(1));
  }

  @Test
  void anOpaqueDirectoryHidesWhatLowerLayersHaveInIt() {
    var image =
        image()
            .layer(npm("lodash", "4.17.20"), npm("minimist", "1.2.5"))
            .layer(opaque("app/node_modules"), npm("minimist", "1.2.6"))
            .build();

    assertThat(inventoryOf(image)).containsExactly(npmPackage("minimist", "1.2.6").fromLayer(1));
  }

  @Test
  void aFileInThePlaceOfADirectoryHidesWhatWasInIt() {
    var image =
        image()
            .layer(npm("lodash", "4.17.20"))
            .layer(file("app/node_modules", "not a directory any more"))
            .build();

    assertThat(inventoryOf(image)).isEmpty();
  }

  @Test
  void aLinkInThePlaceOfADirectoryHidesWhatWasInIt() {
    var image =
        image()
            .layer(npm("lodash", "4.17.20"))
            .layer(symbolicLink("app/node_modules", "/srv/node_modules"))
            .build();

    assertThat(inventoryOf(image)).isEmpty();
  }

  @Test
  void aDirectoryInThePlaceOfAFileHidesIt() {
    var image =
        image()
            .layer(jar("opt/app.jar", "org.example", "app", "1.0"))
            .layer(directory("opt/app.jar"))
            .build();

    assertThat(inventoryOf(image)).isEmpty();
  }

  @Test
  void aFileThatNoDetectorReadsReplacesOneThatMattered() {
    var image =
        image()
            .layer(jar("opt/app.jar", "org.example", "app", "1.0"))
            .layer(symbolicLink("opt/app.jar", "nowhere"))
            .build();

    assertThat(inventoryOf(image)).isEmpty();
  }

  @Test
  void aDirectoryEntryOfAnUpperLayerHidesNothingOfTheDirectory() {
    var image =
        image()
            .layer(jar("opt/app.jar", "org.example", "app", "1.0"))
            .layer(directory("opt"))
            .build();

    assertThat(inventoryOf(image)).containsExactly(maven("org.example:app", "1.0"));
  }

  @Test
  void aDatabaseIsOneFileByBothNamesThatALinkInTheRootGivesIt() {
    var image =
        image()
            .layer(
                alpine("3.22.1"),
                symbolicLink("lib", "usr/lib"),
                file(
                    "usr/lib/apk/db/installed",
                    "P:musl\nV:1.2.5-r10\nA:x86_64\n\nP:zlib\nV:1.3.1-r2\nA:x86_64\n\n"))
            .layer(apk("musl", "1.2.5-r10")) // written to lib/apk/db/installed
            .layer(symbolicLink("lib", "usr/lib"))
            .build();

    assertThat(inventoryOf(image)).containsExactly(apkPackage("musl", "1.2.5-r10").fromLayer(0));
  }

  @Test
  void equalPackagesInOneLayerAreOneComponentWithTheirPaths() {
    var image =
        image()
            .layer(
                jar("opt/a/lib.jar", "org.example", "lib", "1.0"),
                jar("opt/b/lib.jar", "org.example", "lib", "1.0"))
            .layer(jar("opt/c/lib.jar", "org.example", "lib", "1.0"))
            .build();

    assertThat(fullInventoryOf(image).components())
        .extracting(Component::paths)
        .containsExactlyInAnyOrder(
            List.of("opt/a/lib.jar", "opt/b/lib.jar"), List.of("opt/c/lib.jar"));
  }

  @Test
  void packagesOfAnUnknownDistributionAreListedAndSaidToBeIncomparable() {
    var inventory = fullInventoryOf(image().layer(dpkg("openssl", "3.0.11-1")).build());

    assertThat(inventory.components())
        .extracting(Component::purl, Component::ecosystem)
        .containsExactly(tuple("pkg:deb/openssl@3.0.11-1?arch=amd64", "unknown:deb"));
    assertThat(inventory.notes()).extracting(CoverageNote::code).containsExactly("os-unknown");
  }

  @Test
  void theOrderOfComponentsIsThatOfTheirPackageUrls() {
    var image =
        image()
            .layer(npm("b", "1.0.0"), python("a", "1.0"), npm("a", "2.0.0"), npm("a", "1.0.0"))
            .build();

    assertThat(fullInventoryOf(image).components())
        .extracting(Component::purl)
        .isSorted()
        .hasSize(3);
  }
}

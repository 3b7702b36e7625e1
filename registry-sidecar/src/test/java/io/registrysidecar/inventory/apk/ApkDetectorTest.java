package io.registrysidecar.inventory.apk;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.AboutPackage;
import io.registrysidecar.inventory.FileHash;
import io.registrysidecar.inventory.OwnedFiles;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.inventory.SourcePackage;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.Evidence;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApkDetectorTest {

  @ParameterizedTest
  @ValueSource(strings = {"lib/apk/db/installed", "usr/lib/apk/db/installed"})
  void theDatabaseOfAlpineIsReadWhereApk2AndApk3KeepIt(String path) {
    Evidence evidence =
        Evidence.of(
            new ApkDetector(), file(path, resource("/inventory/apk/alpine-3.20.installed")));

    assertThat(evidence.names())
        .containsExactly("alpine-baselayout 3.6.5-r0", "libcrypto3 3.3.1-r0", "busybox 1.36.1-r29");
    assertThat(evidence.facts().get(1).with(Relations.NONE))
        .isEqualTo(
            PackageFact.of("apk", null, "libcrypto3", "3.3.1-r0")
                .ofArchitecture("x86_64")
                .builtFrom(new SourcePackage("openssl", "3.3.1-r0"))
                .maintainedBy("Natanael Copa <ncopa@alpinelinux.org>")
                .licensed(List.of("Apache-2.0")));
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void packagesOfApk3HaveLongerHashes() {
    byte[] content = "[openssl]".getBytes(UTF_8);
    String hash =
        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Digest.sha256(content).hex()));
    Evidence evidence =
        installed("P:openssl\nV:3.5.0-r0\nF:etc\nF:etc/config\nR:openssl\nZ:Q2" + hash + "\n");

    OwnedFiles.Builder expected = new OwnedFiles.Builder(FileHash.SHA256);
    expected.addHashed("etc/config/openssl", Digest.sha256(content).hex());
    assertThat(evidence.files().getFirst().about())
        .containsExactly(AboutPackage.owning("apk", "openssl", null, expected.build()));
  }

  @Test
  void theBinaryFormatOfApk3IsSaidNotToBeRead() {
    assertThat(installed("ADB.pckg\0\0\0\0").codes()).containsExactly("evidence-malformed");
  }

  @Test
  void aPackageWithoutOriginIsItsOwn() {
    assertThat(installed("P:musl\nV:1.2.5-r0\n").facts())
        .extracting(PackageFact::source)
        .containsExactly(new SourcePackage("musl", "1.2.5-r0"));
  }

  @Test
  void aBrokenPackageIsSaidToBeBrokenAndTheOthersAreRead() {
    Evidence evidence = installed("P:first\nV:1-r0\n\nP:broken\nA:x86_64\n\n?\nP:last\nV:3-r0\n");

    assertThat(evidence.names()).containsExactly("first 1-r0", "last 3-r0");
    assertThat(evidence.notes())
        .extracting("message")
        .containsExactly(
            "the package at line 4 has no usable version (V) and was left out",
            "line 7 is no field of a package");
  }

  private static Evidence installed(String content) {
    return Evidence.of(new ApkDetector(), file("lib/apk/db/installed", content));
  }
}

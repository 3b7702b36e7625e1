package io.registrysidecar.inventory.dpkg;

import static io.registrysidecar.testing.Contents.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.AboutPackage;
import io.registrysidecar.inventory.Diversion;
import io.registrysidecar.inventory.FileHash;
import io.registrysidecar.inventory.OwnedFiles;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageFilesTest {

  @Test
  void aListHasFilesAndNoDirectories() {
    AboutPackage about =
        about("var/lib/dpkg/info/libz1:amd64.list", "/.\n/usr\n/usr/lib\n/usr/lib/libz.so.1\n");

    OwnedFiles.Builder only = new OwnedFiles.Builder(null);
    only.add("usr/lib/libz.so.1");
    assertThat(about).isEqualTo(AboutPackage.owning("deb", "libz1", "amd64", only.build()));
  }

  @Test
  void hashesAreOfFiles() {
    AboutPackage about =
        about(
            "var/lib/dpkg/status.d/base-files.md5sums",
            "0123456789abcdef0123456789abcdef  etc/issue\nnot a hash\n");

    OwnedFiles.Builder only = new OwnedFiles.Builder(FileHash.MD5);
    only.addHashed("/etc/issue", "01234567");
    assertThat(about).isEqualTo(AboutPackage.owning("deb", "base-files", null, only.build()));
  }

  @Test
  void diversionsHaveThreeLines() {
    Evidence evidence =
        Evidence.of(
            new DpkgDetector(),
            file("var/lib/dpkg/diversions", "/bin/sh\n/bin/sh.distrib\ndash\n/bin/x\n/bin/y\n"));

    assertThat(evidence.files().getFirst().diversions())
        .containsExactly(new Diversion("bin/sh", "bin/sh.distrib", "dash"));
    assertThat(evidence.codes()).containsExactly("dpkg-diversions-broken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Format: https://…/1.0/\\n\\nFiles: *\\nLicense: GPL-2+\\n\\nFiles: x\\nLicense: MIT |"
            + " GPL-2+,MIT",
        "Format: https://…/1.0/\\n\\nFiles: *\\nlicense: GPL-2+ or Artistic | GPL-2+ or Artistic",
        "It is free. See /usr/share/common-licenses/GPL-3. | GPL-3",
        "`/usr/share/common-licenses/LGPL-2.1', `/usr/share/common-licenses/Apache-2.0' |"
            + " Apache-2.0,LGPL-2.1",
      })
  void theCopyrightFileNamesLicences(String content, String licenses) {
    AboutPackage about = about("usr/share/doc/libz1/copyright", content.replace("\\n", "\n"));

    assertThat(about)
        .isEqualTo(AboutPackage.licensed("deb", "libz1", List.of(licenses.split(","))));
  }

  @Test
  void aCopyrightFileThatNamesNoneSaysNothing() {
    assertThat(
            Evidence.of(new DpkgDetector(), file("usr/share/doc/libz1/copyright", "Mine.")).files())
        .isEmpty();
  }

  private static AboutPackage about(String path, String content) {
    return Evidence.of(new DpkgDetector(), file(path, content))
        .files()
        .getFirst()
        .about()
        .getFirst();
  }
}

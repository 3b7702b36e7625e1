package io.registrysidecar.inventory.portage;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortageDetectorTest {

  @Test
  void aPackageIsADirectoryInItsCategory() {
    Component bash =
        fullInventoryOf(
                image()
                    .layer(
                        file("etc/os-release", "ID=gentoo\nPRETTY_NAME=\"Gentoo Linux\"\n"),
                        file("var/db/pkg/app-shells/bash-5.2_p26-r6/PF", "bash-5.2_p26-r6\n"))
                    .build())
            .components()
            .getFirst();

    assertThat(bash.purl()).isEqualTo("pkg:ebuild/app-shells/bash@5.2_p26-r6?distro=gentoo");
    assertThat(bash.ecosystem()).isEqualTo("Gentoo");
    assertThat(bash.name()).isEqualTo("app-shells/bash");
    assertThat(bash.version()).isEqualTo("5.2_p26-r6");
  }

  /** PMS, "Package Names" and "Version Specifications". */
  @ParameterizedTest
  @CsvSource({
    "gtk+-3.24.43, gtk+, 3.24.43",
    "font-adobe-100dpi-1.0.4, font-adobe-100dpi, 1.0.4",
    "openssl-1.1.1w, openssl, 1.1.1w",
    "linux-firmware-20240909-r1, linux-firmware, 20240909-r1",
    "foo-1.0_alpha2_pre3_p4-r5, foo, 1.0_alpha2_pre3_p4-r5",
  })
  void theVersionBeginsAtTheLastHyphenThatItCanBeginAt(String pf, String name, String version) {
    assertThat(Evidence.of(new PortageDetector(), file("var/db/pkg/cat/" + pf + "/PF", pf)).facts())
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.name()).isEqualTo(name);
          assertThat(fact.version()).isEqualTo(version);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bash", "bash-", "-1.0", "bash-1.0 evil", "\0\1"})
  void whatIsNoNameAndVersionIsNamed(String content) {
    assertThat(Evidence.of(new PortageDetector(), file("var/db/pkg/a/b/PF", content)).notes())
        .singleElement()
        .satisfies(note -> assertThat(note.path()).isEqualTo("var/db/pkg/a/b/PF"));
  }
}

package io.registrysidecar.inventory.os;

import static io.registrysidecar.testing.Contents.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SuseProductTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "SLES,                    15.6, Linux Enterprise Server 15 SP6",
        "SLES,                    15,   Linux Enterprise Server 15",
        "SLES-LTSS,               15.3, Linux Enterprise Server 15 SP3-LTSS",
        "SLE_HPC-ESPOS,           15.4, Linux Enterprise High Performance Computing 15 SP4-ESPOS",
        "sle-module-web-scripting,12,   Linux Enterprise Module for Web and Scripting 12",
        "sle-module-basesystem,   15.5, Linux Enterprise Module for Basesystem 15 SP5",
        "SUSE-Manager-Server,     4.3,  Manager Server 4.3",
        "SUSE-MicroOS,            5.2,  Linux Enterprise Micro 5.2",
        "PackageHub,              15.5, Package Hub 15 SP5",
        "openSUSE,                15.6, -",
        "sle-module-of-tomorrow,  15.6, -",
      })
  void advisoriesCallAProduct(String name, String version, @Nullable String expected) {
    assertThat(SuseProduct.product(name, version)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<product>",
        "<!DOCTYPE p [<!ENTITY a 'b'>]><p>&a;</p>",
        "<!DOCTYPE p [\u0004]><p/>"
      })
  void whatIsNoProductIsBroken(String content) {
    assertThat(read(content).codes()).containsExactly("evidence-malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<product/>",
        "<product><name>SLES</name></product>",
        "<product><name>SLES</name><version>fifteen</version></product>",
        "<product><codestream><name>SLES</name><version>15.6</version></codestream></product>"
      })
  void whatNamesNoProductSaysNothing(String content) {
    assertThat(read(content).files()).isEmpty();
    assertThat(read(content).codes()).isEmpty();
  }

  @Test
  void otherFilesAreNotRead() {
    assertThat(Evidence.of(new OsReleaseDetector(), file("srv/products.d/SLES.prod", "x")).codes())
        .isEmpty();
  }

  private static Evidence read(String content) {
    return Evidence.of(new OsReleaseDetector(), file("etc/products.d/SLES.prod", content));
  }
}

package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurlNameTest {

  @ParameterizedTest
  @CsvSource({
    "pkg:deb/debian/libssl3@3.0.11?distro=debian-12, libssl3",
    "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1, org.apache.logging.log4j:log4j-core",
    "pkg:npm/%40scope/left-pad@1.0.0, @scope/left-pad",
    "pkg:npm/left-pad@1.0.0, left-pad",
    "pkg:golang/golang.org/x/net@v0.1.0, golang.org/x/net",
    "pkg:broken, pkg:broken",
  })
  void aPackageIsCalledAsItsUsersCallIt(String purl, String name) {
    assertThat(PurlName.of(purl)).isEqualTo(name);
  }
}

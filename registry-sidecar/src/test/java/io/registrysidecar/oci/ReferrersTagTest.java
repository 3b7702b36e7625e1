package io.registrysidecar.oci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferrersTagTest {

  @Test
  void sha256GivesItsWholeHash() throws Exception {
    assertThat(ReferrersTag.of(Digest.parse("sha256:" + "ab".repeat(32))))
        .hasToString("sha256-" + "ab".repeat(32));
  }

  @Test
  void sha512IsCutTo64Characters() throws Exception {
    String hex = "ab".repeat(32) + "cd".repeat(32);

    assertThat(ReferrersTag.of(Digest.parse("sha512:" + hex)))
        .hasToString("sha512-" + "ab".repeat(32));
  }

  @ParameterizedTest
  @CsvSource({
    "sha256-%s, true",
    "sha512-%s, true",
    "sha256-%s.sig, true",
    "sha256-%s.att, true",
    "sha256-%s-1, false",
    "v1-sha256-%s, false",
    "latest, false",
    "sha256-1, false",
  })
  void tagsThatHoldThingsSaidAboutImagesAreRecognised(String tag, boolean expected) {
    assertThat(ReferrersTag.matches(tag.formatted("ab".repeat(32)))).isEqualTo(expected);
  }
}

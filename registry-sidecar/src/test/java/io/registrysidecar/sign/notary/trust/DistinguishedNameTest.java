package io.registrysidecar.sign.notary.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistinguishedNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C=DE, ST=BE, O=team|CN=a, O=team, ST=BE, C=DE|true",
        "C=DE,S=BE,O=team|C=DE, ST=BE, O=team|true",
        "c=DE, st=BE, o=team|C=DE, ST=BE, O=team|true",
        "C=DE, ST=BE, O=team, CN=a|C=DE, ST=BE, O=team|false",
        "C=DE, ST=BE, O=Team|C=DE, ST=BE, O=team|false",
        "C=DE, ST=BE, O=team |C=DE, ST=BE, O=team|true",
        "C=DE, ST=BE, O=tea|C=DE, ST=BE, O=team|false",
        "C=DE, ST=BE, O=team\\, inc|C=DE, ST=BE, O=team\\, inc|true",
        "C=DE, ST=BE, O=team\\2c inc|C=DE, ST=BE, O=team\\, inc|true",
        "C=DE, ST=BE, O=M\\c3\\bcller|C=DE, ST=BE, O=Müller|true",
        "C=DE, ST=BE, O=team\\20|C=DE, ST=BE, O=team|false",
        "C=DE, ST=BE, O=a\\=b|C=DE, ST=BE, O=a=b|true"
      })
  void anIdentityMatchesWhenAllItsAttributesAreInTheSubject(
      String identity, String subject, boolean matches) throws Exception {
    DistinguishedName name = DistinguishedName.of(subject(subject));

    assertThat(DistinguishedName.parse(identity).isPartOf(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C=DE, O=team",
        "C=DE, ST=BE, O=team, OU=a, OU=b",
        "C=DE, ST=BE, O=team+CN=a",
        "C=DE, ST=BE, O=team, EMAILADDRESS=a@example.org",
        "C=DE, ST=BE, O=team, 1.2.3.4=a"
      })
  void aSubjectThatBreaksTheRulesMatchesNothing(String subject) {
    assertThatThrownBy(() -> DistinguishedName.of(subject(subject)))
        .isInstanceOf(MalformedName.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "C",
        "=DE",
        "C=DE,",
        "C=DE, ST=BE, O=",
        "C=DE, ST=BE, O=a\\",
        "C=DE, ST=BE, O=a\\z",
        "C=DE, ST=BE, O=\"a\"",
        "C=DE; ST=BE; O=a",
        "C=DE, ST=BE, O=<a>",
        "C=DE, ST=BE, 2.5.4.10=a"
      })
  void anIdentityThatCouldBeReadInTwoWaysIsRefused(String identity) {
    assertThatThrownBy(() -> DistinguishedName.parse(identity)).isInstanceOf(MalformedName.class);
  }

  @Test
  void aNameHasAnEnd() {
    assertThatThrownBy(() -> DistinguishedName.parse("C=" + "x".repeat(3000)))
        .hasMessageContaining("is longer than 2048");
  }

  /** What is inside of the value claims 83 bytes and has two. */
  @Test
  void aSubjectWithAValueThatIsBrokenMatchesNothing() {
    byte[] name = HexFormat.of().parseHex("300f310d300b0603550403a00404536162");

    assertThatThrownBy(() -> DistinguishedName.of(new X500Principal(name)))
        .isInstanceOf(MalformedName.class)
        .hasMessageContaining("has a value that cannot be read");
  }

  private static X500Principal subject(String name) throws Exception {
    return new X500Principal(new X500Name(name).getEncoded());
  }
}

package io.registrysidecar.sign.notary.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.key.KeyAlgorithm;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimestampTokenTest {

  private static final Instant TIME = TestCertificate.NOW;
  private static final byte[] SIGNATURE = "a signature".getBytes(UTF_8);
  private static final Issued ROOT = TestCertificate.authority("CN=tsa root", null).issue();
  private static final Issued BETWEEN = TestCertificate.authority("CN=tsa ca", ROOT).issue();
  private static final Issued LEAF = TestCertificate.timestamping("CN=tsa", BETWEEN).issue();

  @Test
  void aTokenTellsWhenTheSignatureExisted() throws Exception {
    Timestamp stamp = verify(authority().stamp(SIGNATURE, "SHA-256", TIME));

    assertThat(stamp.earliest()).isEqualTo(TIME);
    assertThat(stamp.latest()).isEqualTo(TIME);
    assertThat(stamp.authority().certificates())
        .containsExactly(LEAF.certificate(), BETWEEN.certificate(), ROOT.certificate());
  }

  @Test
  void theTimeIsAsExactAsTheAuthoritySays() throws Exception {
    Timestamp stated = verify(authority().accuracy(7).stamp(SIGNATURE, "SHA-256", TIME));
    Timestamp baseline =
        verify(authority().policy("0.4.0.2023.1.1").stamp(SIGNATURE, "SHA-256", TIME));

    assertThat(stated.earliest()).isEqualTo(TIME.minusSeconds(7));
    assertThat(stated.latest()).isEqualTo(TIME.plusSeconds(7));
    assertThat(baseline.earliest()).isEqualTo(TIME.minusSeconds(1));
    assertThat(baseline.latest()).isEqualTo(TIME.plusSeconds(1));
  }

  @Test
  void aTokenOfAnotherSignatureOrHashIsRefused() throws Exception {
    byte[] other = authority().stamp("another".getBytes(UTF_8), "SHA-256", TIME);
    byte[] otherHash = authority().stamp(SIGNATURE, "SHA-512", TIME);

    assertThatThrownBy(() -> verify(other)).hasMessageContaining("is one of another signature");
    assertThatThrownBy(() -> verify(otherHash)).hasMessageContaining("hash is not SHA-256");
  }

  @Test
  void aTokenOfAnAuthorityThatIsNotTrustedIsRefused() throws Exception {
    byte[] token = authority().stamp(SIGNATURE, "SHA-256", TIME);
    Issued other = TestCertificate.authority("CN=tsa root", null).key("secp384r1").issue();

    assertThatThrownBy(() -> verify(token, other))
        .isInstanceOf(CertificateRefused.class)
        .hasMessageContaining("no trust store of type tsa holds the root");
  }

  @Test
  void aTokenWithoutItsCertificatesOrWithSha1IsRefused() throws Exception {
    byte[] bare = new TestAuthority(LEAF, List.of()).stamp(SIGNATURE, "SHA-256", TIME);
    byte[] weak = authority().withSha1().stamp(SIGNATURE, "SHA-256", TIME);

    assertThatThrownBy(() -> verify(bare)).hasMessageContaining("does not carry its signer");
    assertThatThrownBy(() -> verify(weak)).hasMessageContaining("by way of SHA-1");
  }

  @Test
  void theAuthorityMustHaveBeenValidThen() throws Exception {
    Issued late =
        TestCertificate.authority("CN=late root", null)
            .valid(TIME.plus(Duration.ofDays(1)), TIME.plus(Duration.ofDays(9)))
            .issue();
    Issued leaf = TestCertificate.timestamping("CN=tsa", late).issue();
    byte[] token = new TestAuthority(leaf, List.of(leaf)).stamp(SIGNATURE, "SHA-256", TIME);

    assertThatThrownBy(() -> verify(token, late))
        .hasMessageContaining("the time stamp's certificate \"CN=late root\" is not valid before");
  }

  @Test
  void whatIsNoTokenOrWasChangedIsRefused() throws Exception {
    byte[] token = authority().stamp(SIGNATURE, "SHA-256", TIME);

    assertThatThrownBy(() -> verify(new byte[0])).isInstanceOf(CertificateRefused.class);
    assertThatThrownBy(() -> verify(new byte[300 << 10])).hasMessageContaining("larger than");
    for (int i = token.length - 60; i < token.length; i += 7) {
      byte[] changed = token.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> verify(changed)).isInstanceOf(CertificateRefused.class);
    }
  }

  private static TestAuthority authority() {
    return new TestAuthority(LEAF, List.of(BETWEEN, LEAF));
  }

  private static Timestamp verify(byte[] token) throws CertificateRefused {
    return verify(token, ROOT);
  }

  private static Timestamp verify(byte[] token, Issued root) throws CertificateRefused {
    return TimestampToken.verify(
        token, SIGNATURE, KeyAlgorithm.EC_P256, Set.of(root.certificate()));
  }
}

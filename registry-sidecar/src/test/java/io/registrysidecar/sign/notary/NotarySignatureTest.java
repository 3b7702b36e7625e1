package io.registrysidecar.sign.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.notary.certificate.TestCertificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotarySignatureTest {

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1", "2048", "3072", "4096"})
  void everyKindOfKeySignsInBothKindsOfEnvelope(String key) throws Exception {
    for (EnvelopeType type : EnvelopeType.values()) {
      NotarySignature signature =
          NotarySignature.of(
              TestSigner.of(key),
              Forge.TARGET,
              TestCertificate.NOW,
              new SigningOptions(type, Duration.ofDays(1), Map.of("k", "v"), "agent/1"));
      Envelope envelope = Envelope.read(type, signature.envelope());

      assertThat(envelope.chain().certificates()).isEqualTo(signature.chain().certificates());
      assertThat(envelope.signingAgent()).isEqualTo("agent/1");
      assertThat(envelope.expiry()).isEqualTo(TestCertificate.NOW.plus(Duration.ofDays(1)));
      assertThat(NotaryPayload.of(envelope))
          .isEqualTo(new NotaryPayload(Forge.TARGET, Map.of("k", "v")));
    }
  }

  @Test
  void aChainThatNoVerifierAcceptsDoesNotSign() {
    assertRefused(
        TestSigner.of(TestCertificate.leaf("CN=a", TestSigner.ROOT).issue()),
        "ends the chain but is not self-signed");
    assertRefused(new TestSigner(Forge.SIGNER.leaf(), List.of()), "a chain of 0 certificates");
  }

  @Test
  void aCertificateThatHasEndedDoesNotSign() {
    var ended =
        TestCertificate.leaf("CN=a", TestSigner.ROOT)
            .valid(
                TestCertificate.NOW.minus(Duration.ofDays(2)),
                TestCertificate.NOW.minus(Duration.ofDays(1)))
            .issue();

    assertRefused(TestSigner.of(ended, TestSigner.ROOT), "rotate the key");
  }

  @Test
  void aKeyThatIsNotThatOfTheCertificateIsNoticed() {
    var other = TestCertificate.leaf("CN=other", TestSigner.ROOT).issue();

    assertRefused(
        new TestSigner(other, Forge.SIGNER.chain()), "check that key and certificate belong");
  }

  @Test
  void reservedMetadataAndNoTimeToLiveAreRefused() {
    assertThatThrownBy(() ->
            new SigningOptions(EnvelopeType.JWS, null, Map.of("io.cncf.notary.x", "y"), "agent"))
        .hasMessageContaining("is reserved");
    assertThatThrownBy(() -> new SigningOptions(EnvelopeType.JWS, Duration.ZERO, Map.of(), "agent"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(Signer signer, String reason) {
    assertThatThrownBy(() ->
            NotarySignature.of(
                signer, Forge.TARGET, TestCertificate.NOW, SigningOptions.by("agent")))
        .isInstanceOf(SigningFailure.class)
        .hasMessageContaining(reason);
  }
}

package io.registrysidecar.sign.notary.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.sign.key.KeyAlgorithm;
import io.registrysidecar.sign.notary.certificate.CertificateChain.Purpose;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as certificates, time stamps and revocation lists. {@code e2e/fuzz} searches for some
 * that are neither read nor refused.
 */
class CertificateFuzzTest {

  private static final Issued ROOT = TestCertificate.authority("CN=root", null).issue();

  @MethodSource("certificates")
  @FuzzTest(maxDuration = "5m")
  void aCertificateIsReadOrRefused(byte[] bytes) {
    try {
      for (X509Certificate certificate : Certificates.fromFile(bytes)) {
        CertificateChain.of(List.of(certificate), Purpose.CODE_SIGNING);
        CertificateChain.of(List.of(certificate, ROOT.certificate()), Purpose.TIME_STAMPING);
      }
    } catch (CertificateRefused _) {
      // one of the two answers
    }
  }

  @MethodSource("tokens")
  @FuzzTest(maxDuration = "5m")
  void aTimeStampIsReadOrRefused(byte[] bytes) {
    try {
      TimestampToken.verify(
          bytes, "s".getBytes(UTF_8), KeyAlgorithm.EC_P256, Set.of(ROOT.certificate()));
    } catch (CertificateRefused _) {
      // one of the two answers
    }
  }

  @MethodSource("certificates")
  @FuzzTest(maxDuration = "5m")
  void aRevocationListIsReadOrRefused(byte[] bytes) {
    try {
      RevocationLists.of(List.of(bytes))
          .statusOf(ROOT.certificate(), ROOT.certificate(), TestCertificate.NOW);
    } catch (CertificateRefused _) {
      // one of the two answers
    }
  }

  static Stream<byte[]> certificates() {
    byte[] good = Certificates.der(ROOT.certificate());
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    return Stream.of(
        good,
        longer,
        Arrays.copyOf(good, 100),
        new byte[0],
        "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----".getBytes(UTF_8),
        "-----BEGIN CERTIFICATE-----".getBytes(UTF_8));
  }

  static Stream<byte[]> tokens() throws Exception {
    Issued leaf = TestCertificate.timestamping("CN=tsa", ROOT).issue();
    byte[] good =
        new TestAuthority(leaf, List.of(leaf))
            .stamp("s".getBytes(UTF_8), "SHA-256", TestCertificate.NOW);
    return Stream.of(good, Arrays.copyOf(good, good.length / 2), new byte[] {0x30, 0});
  }
}

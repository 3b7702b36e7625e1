package io.registrysidecar.sign.notary.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.sign.key.KeyAlgorithm;
import io.registrysidecar.sign.notary.Fixture;
import io.registrysidecar.sign.notary.certificate.CertificateChain.Purpose;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
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

  @MethodSource("lists")
  @FuzzTest(maxDuration = "5m")
  void aRevocationListIsReadOrRefused(byte[] bytes) {
    try {
      RevocationLists.of(List.of(bytes))
          .statusOf(ROOT.certificate(), ROOT.certificate(), TestCertificate.NOW);
    } catch (CertificateRefused _) {
      // one of the two answers
    }
  }

  static List<byte[]> certificates() throws IOException {
    byte[] good = Certificates.der(ROOT.certificate());
    List<byte[]> seeds =
        new ArrayList<>(
            List.of(good, Arrays.copyOf(good, good.length + 1), Arrays.copyOf(good, 100)));
    for (Path defect : Fixture.defects("bad-certificates")) {
      seeds.add(Files.readAllBytes(defect.resolve("certificate")));
    }
    return seeds;
  }

  static Stream<byte[]> lists() throws Exception {
    byte[] good = RevocationListsTest.list(ROOT, ROOT, TestCertificate.NOW);
    byte[] pem =
        ("-----BEGIN X509 CRL-----\n"
                + Base64.getMimeEncoder().encodeToString(good)
                + "\n-----END X509 CRL-----\n")
            .getBytes(UTF_8);
    return Stream.of(
        good, pem, Arrays.copyOf(good, good.length / 2), Certificates.der(ROOT.certificate()));
  }

  static Stream<byte[]> tokens() throws Exception {
    Issued leaf = TestCertificate.timestamping("CN=tsa", ROOT).issue();
    byte[] good =
        new TestAuthority(leaf, List.of(leaf))
            .stamp("s".getBytes(UTF_8), "SHA-256", TestCertificate.NOW);
    return Stream.of(good, Arrays.copyOf(good, good.length / 2), new byte[] {0x30, 0});
  }
}

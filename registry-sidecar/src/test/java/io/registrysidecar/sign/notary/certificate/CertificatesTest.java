package io.registrysidecar.sign.notary.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.notary.Fixture;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of certificates. */
class CertificatesTest {

  private static final Issued ROOT = TestCertificate.authority("CN=root", null).issue();
  private static final Issued LEAF = TestCertificate.leaf("CN=leaf", ROOT).issue();

  @Test
  void allOfAFileAreReadWhateverStandsBetweenThem() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write("subject: CN=leaf\n".getBytes(US_ASCII));
    file.write(pem(LEAF.certificate()));
    file.write("\nsubject: CN=root\n".getBytes(US_ASCII));
    file.write(pem(ROOT.certificate()));

    assertThat(Certificates.fromFile(file.toByteArray()))
        .containsExactly(LEAF.certificate(), ROOT.certificate());
  }

  @Test
  void aFileInDerHoldsOneAndNothingElse() throws Exception {
    byte[] der = Certificates.der(ROOT.certificate());

    assertThat(Certificates.fromFile(der)).containsExactly(ROOT.certificate());
    assertThatThrownBy(() -> Certificates.fromFile(Arrays.copyOf(der, der.length + 1)))
        .isInstanceOf(CertificateRefused.class);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aFileWithOneDefectIsRefusedWithAReason(Path defect) throws IOException {
    byte[] file = Files.readAllBytes(defect.resolve("certificate"));

    assertThatThrownBy(() -> Certificates.fromFile(file))
        .isInstanceOf(CertificateRefused.class)
        .hasMessageContaining(Fixture.reason(defect));
  }

  static List<Path> bad() throws IOException {
    return Fixture.defects("bad-certificates");
  }

  private static byte[] pem(X509Certificate certificate) {
    return ("-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(Certificates.der(certificate))
            + "\n-----END CERTIFICATE-----\n")
        .getBytes(US_ASCII);
  }
}

package io.registrysidecar.sign.sigstore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a certificate was issued to. */
class IdentityTest {

  private static final Path BAD = Path.of("src/test/resources/sign/sigstore/bad-identities");

  @ParameterizedTest
  @MethodSource("bad")
  void aCertificateWithOneDefectNamesNobody(Path defect) throws Exception {
    X509Certificate certificate =
        Certificates.parse(Files.readAllBytes(defect.resolve("certificate.der")));

    assertThatThrownBy(() -> Identity.of(certificate))
        .isInstanceOf(MalformedDocument.class)
        .hasMessageContaining(Files.readString(defect.resolve("reason")).strip());
  }

  static List<Path> bad() throws IOException {
    try (Stream<Path> folders = Files.list(BAD)) {
      return folders.sorted().toList();
    }
  }
}

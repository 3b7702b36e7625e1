package io.registrysidecar.admission.render;

import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;

/**
 * Who vouches for the certificate of the service.
 *
 * @param pem their certificates, and nothing else; empty when those that every machine trusts do
 */
public record Authorities(String pem) {

  /** Those that every machine trusts. */
  public static final Authorities SYSTEM = new Authorities("");

  private static final int LARGEST = 1 << 18;
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /**
   * The certificates in a file of PEM. Whatever else is in it stays out.
   *
   * @throws CannotRender if there is none, or the file cannot be read
   */
  public static Authorities read(Path file) throws CannotRender {
    byte[] content;
    try (InputStream in = RegularFile.open(file)) {
      content = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new CannotRender("read the certificates in " + file + ": " + FileProblem.reason(e), e);
    }
    if (content.length > LARGEST) {
      throw new CannotRender("read the certificates in " + file + ": it is larger than 256 KiB");
    }
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content));
      StringBuilder pem = new StringBuilder();
      for (Certificate certificate : found) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(LINES.encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
      if (!pem.isEmpty()) {
        return new Authorities(pem.toString());
      }
    } catch (CertificateException e) {
      throw new CannotRender(
          "read the certificates in " + file + ": they are malformed; name a file of PEM", e);
    }
    throw new CannotRender(
        "read the certificates in " + file + ": there is none; name a file of" + " PEM");
  }

  boolean known() {
    return !pem.isEmpty();
  }

  /** As most manifests want it. */
  String base64() {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }
}

package io.registrysidecar.sign.notary;

import io.registrysidecar.sign.notary.certificate.CertificateChain;
import io.registrysidecar.sign.notary.certificate.CertificateChain.Purpose;
import io.registrysidecar.sign.notary.certificate.CertificateRefused;
import io.registrysidecar.sign.notary.certificate.Certificates;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Verifies that the certificates keep the rules and that the leaf's key signed what is there. */
final class Integrity {

  private Integrity() {}

  static CertificateChain verified(ReadEnvelope read) throws MalformedEnvelope {
    if (read.content().length == 0) {
      throw new MalformedEnvelope("its payload is empty");
    }
    CertificateChain chain = chain(read.chain());
    String claimed = read.attributes().algorithm();
    if (!chain.algorithm().jws().equals(claimed)) {
      throw new MalformedEnvelope(
          "it claims the algorithm \"%s\" where the certificate's key signs with %s"
              .formatted(claimed, chain.algorithm().jws()));
    }
    if (!chain.verifies(read.signed(), read.signature())) {
      throw new MalformedEnvelope(
          "the signature is not one of this content by " + Certificates.name(chain.leaf()));
    }
    return chain;
  }

  private static CertificateChain chain(List<byte[]> certificates) throws MalformedEnvelope {
    if (certificates.size() > CertificateChain.LONGEST) {
      throw new MalformedEnvelope(
          "it has %d certificates, more than %d"
              .formatted(certificates.size(), CertificateChain.LONGEST));
    }
    List<X509Certificate> read = new ArrayList<>();
    try {
      for (byte[] certificate : certificates) {
        read.add(Certificates.fromDer(certificate));
      }
      return CertificateChain.of(read, Purpose.CODE_SIGNING);
    } catch (CertificateRefused e) {
      throw new MalformedEnvelope("its certificates: " + e.getMessage(), e);
    }
  }
}

package io.registrysidecar.sign.sigstore;

import static io.registrysidecar.sign.sigstore.CertifiedBundles.ENVELOPE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.HOLDER;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.IMAGE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.LEAF;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.SIGNED;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.SIGSTORE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.verifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Base64Text;
import io.registrysidecar.sign.dsse.Envelope;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The signatures and attestations of older clients, whose certificates are annotations. */
class CertifiedLegacyLayerTest {

  @Test
  void aLegacySignatureMayCarryItsCertificateAndLogEntry() throws Exception {
    byte[] payload = new SimpleSigning("registry.example/app", IMAGE).toBytes();
    byte[] signature = HOLDER.sign(payload);
    byte[] body = TestInstance.hashedBody(payload, signature, TestInstance.pem(LEAF));
    Map<String, String> annotations = annotations(body);
    annotations.put("dev.cosignproject.cosign/signature", Base64Text.encode(signature));
    LegacyLayer layer = LegacyLayer.of(SimpleSigning.MEDIA_TYPE, payload, annotations);

    assertThat(verifier().signature(layer.descriptor(), payload, IMAGE))
        .isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void aLegacyAttestationMayCarryItsCertificateAndLogEntry() throws Exception {
    byte[] body = TestInstance.dsseBody(ENVELOPE, TestInstance.pem(LEAF));
    LegacyLayer layer = LegacyLayer.of(Envelope.MEDIA_TYPE, ENVELOPE.toBytes(), annotations(body));

    Attested attested = verifier().attestation(layer.descriptor(), layer.content(), IMAGE);
    assertThat(attested.verification()).isInstanceOf(Verification.Trusted.class);
  }

  private static Map<String, String> annotations(byte[] body) {
    Map<String, String> annotations = new HashMap<>();
    annotations.put("dev.sigstore.cosign/certificate", TestInstance.pem(LEAF));
    annotations.put("dev.sigstore.cosign/bundle", SIGSTORE.annotation(body, SIGNED));
    return annotations;
  }
}

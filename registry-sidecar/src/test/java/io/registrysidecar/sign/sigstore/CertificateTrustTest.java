package io.registrysidecar.sign.sigstore;

import static io.registrysidecar.sign.sigstore.CertifiedBundles.ENVELOPE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.HOLDER;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.IMAGE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.ISSUER;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.LEAF;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.SIGNED;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.SIGSTORE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.WORKFLOW;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.assertInvalid;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.assertUntrusted;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.entry;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.verify;
import static io.registrysidecar.sign.sigstore.TestInstance.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.sign.Verification;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/** Signatures with short-lived certificates, of an SIGSTORE that is made here. */
class CertificateTrustTest {

  @Test
  void aSignatureThatLogAndCertificateBackIsTrusted() throws Exception {
    Attested attested = verify(TestInstance.bundle(ENVELOPE, LEAF, entry(SIGNED)));

    assertThat(attested.verification())
        .isEqualTo(new Verification.Trusted(WORKFLOW + " (" + ISSUER + ")", ISSUER, List.of()));
    assertThat(attested.statement().orElseThrow().isAbout(IMAGE)).isTrue();
  }

  @Test
  void aCertificateOfAnotherAuthorityWithTheSameNamesIsUntrusted() throws Exception {
    var other = new TestAuthority(NOW.minus(Duration.ofDays(100)));
    X509Certificate forged =
        other.issue(
            HOLDER,
            WORKFLOW,
            ISSUER,
            SIGNED.minusSeconds(5),
            SIGSTORE.authority.certificateLog,
            KeyPurposeId.id_kp_codeSigning);

    assertUntrusted(
        verify(TestInstance.bundle(ENVELOPE, forged, entry(forged, SIGNED))),
        "no authority of the trusted root issued");
  }

  @Test
  void aCertificateThatNoTrustedLogPromisedToPublishIsUntrusted() throws Exception {
    X509Certificate hidden =
        SIGSTORE.authority.issue(
            HOLDER,
            WORKFLOW,
            ISSUER,
            SIGNED.minusSeconds(5),
            TestSigner.fresh(),
            KeyPurposeId.id_kp_codeSigning);

    assertUntrusted(
        verify(TestInstance.bundle(ENVELOPE, hidden, entry(hidden, SIGNED))),
        "no trusted certificate log");
  }

  @Test
  void aCertificateForOtherUsesDoesNotSign() throws Exception {
    X509Certificate server =
        SIGSTORE.authority.issue(
            HOLDER,
            WORKFLOW,
            ISSUER,
            SIGNED.minusSeconds(5),
            SIGSTORE.authority.certificateLog,
            KeyPurposeId.id_kp_serverAuth);

    assertInvalid(
        verify(TestInstance.bundle(ENVELOPE, server, entry(server, SIGNED))),
        "not one for signing code");
  }

  @Test
  void withoutTrustedRootCertificatesAreUntrusted() throws Exception {
    byte[] bundle = BoundedJson.write(TestInstance.bundle(ENVELOPE, LEAF, entry(SIGNED)));
    var verifier = new SigstoreVerifier(SigstoreTrust.of(HOLDER.trusted("k")), () -> NOW);

    assertUntrusted(
        verifier.bundle(Descriptor.of(Bundle.MEDIA_TYPE, bundle), bundle, IMAGE),
        "no trusted root is configured");
  }
}

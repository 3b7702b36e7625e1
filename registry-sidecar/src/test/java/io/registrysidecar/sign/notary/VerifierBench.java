package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.certificate.TestCertificate;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import io.registrysidecar.sign.notary.trust.TrustStore;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Verifiers of Notary Project signatures, and what they say. */
abstract class VerifierBench {

  static final Instant NOW = TestCertificate.NOW;
  static final TestSigner SIGNER = Forge.SIGNER;
  static final Descriptor TARGET = Forge.TARGET;
  static final String IDENTITY = "x509.subject: C=DE, ST=BE, O=team";

  static Verification verify(Descriptor signed, Descriptor actual) throws Exception {
    return verifier("strict", IDENTITY)
        .verify(
            sign(signed),
            EnvelopeType.JWS.mediaType(),
            actual,
            "registry.example/app",
            Map.of(),
            NOW);
  }

  static Verification verify(byte[] envelope, NotaryVerifier verifier, Instant now) {
    return verifier.verify(
        envelope, EnvelopeType.JWS.mediaType(), TARGET, "registry.example/app", Map.of(), now);
  }

  static byte[] sign(Descriptor target) throws Exception {
    return NotarySignature.of(SIGNER, target, NOW, SigningOptions.by("t")).envelope();
  }

  static NotaryVerifier verifier(String level, String identity) throws Exception {
    return verifier(level, identity, "ca:team");
  }

  static NotaryVerifier verifier(String level, String identity, String store) throws Exception {
    return new NotaryVerifier(policy(level, identity, store), trusting(), RevocationSource.NONE);
  }

  static TrustStore trusting() {
    return _ -> Set.of(TestSigner.ROOT.certificate());
  }

  static TrustPolicy policy(String level, String identity, String store) throws Exception {
    return parse(
        """
        {"version":"1.0","trustPolicies":[{"name":"p","registryScopes":["*"],
          "signatureVerification":{"level":"%s"},
          "trustStores":["%s"],"trustedIdentities":["%s"]}]}
        """
            .formatted(level, store, identity));
  }

  static TrustPolicy parse(String document) throws Exception {
    return TrustPolicy.parse("policy", document.getBytes(UTF_8));
  }

  static void assertUntrusted(Verification verification, String reason) {
    assertThat(verification).isInstanceOf(Verification.Untrusted.class);
    assertThat(verification.detail()).contains(reason);
  }

  static void assertRemark(Verification verification, String remark) {
    assertThat(verification)
        .isInstanceOfSatisfying(
            Verification.Trusted.class,
            trusted -> assertThat(trusted.remarks()).singleElement().asString().contains(remark));
  }
}

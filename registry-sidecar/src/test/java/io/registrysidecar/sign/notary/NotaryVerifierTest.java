package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.certificate.TestCertificate;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which signatures of the Notary Project are trusted, and why others are not. */
class NotaryVerifierTest extends VerifierBench {

  @ParameterizedTest
  @EnumSource(EnvelopeType.class)
  void whatATrustedSignerSignedIsTrusted(EnvelopeType type) throws Exception {
    NotarySignature signature =
        NotarySignature.of(
            SIGNER,
            TARGET,
            NOW,
            new SigningOptions(type, Duration.ofDays(7), Map.of("a", "b"), "t"));

    Verification verification =
        verifier("strict", IDENTITY)
            .verify(
                signature.envelope(),
                type.mediaType(),
                TARGET,
                "registry.example/app",
                Map.of("a", "b"),
                NOW);

    assertThat(verification)
        .isInstanceOfSatisfying(
            Verification.Trusted.class,
            trusted -> {
              assertThat(trusted.signer()).isEqualTo("CN=signer,O=team,ST=BE,C=DE");
              assertThat(trusted.remarks()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "image manifest of another digest, application/vnd.oci.image.manifest.v1+json, the signed"
        + " digest is",
    "image manifest, application/vnd.oci.image.index.v1+json, the signed media type is"
  })
  void threat05ADescriptorThatDiffersIsAnotherArtifact(
      String content, String mediaType, String reason) throws Exception {
    Descriptor signed =
        Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, "image manifest".getBytes(UTF_8));
    Descriptor actual = Descriptor.of(mediaType, content.getBytes(UTF_8));

    assertInvalid(verify(signed, actual), reason);
  }

  @Test
  void threat05ADescriptorOfAnotherSizeIsAnotherArtifact() throws Exception {
    Descriptor longer = Descriptor.of(TARGET.mediaType(), TARGET.digest(), TARGET.size() + 1);

    assertInvalid(verify(longer, TARGET), "the signed size is");
  }

  @Test
  void threat02ASignatureCopiedFromAnotherImageIsInvalidAtEveryLevel() throws Exception {
    Descriptor other = Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, "other".getBytes(UTF_8));

    for (String level : new String[] {"strict", "permissive", "audit"}) {
      assertInvalid(
          verify(sign(other), verifier(level, IDENTITY), NOW), "it was made for another artifact");
    }
  }

  /**
   * What is signed now is valid for clocks that are up to as much behind as leaves are backdated.
   */
  @Test
  void threat15AVerifierWhoseClockIsBehindAcceptsAFreshSignature() throws Exception {
    Issued leaf =
        TestCertificate.leaf(TestSigner.SUBJECT, TestSigner.ROOT)
            .valid(NOW.minus(Duration.ofMinutes(5)), NOW.plus(Duration.ofDays(1)))
            .issue();
    byte[] envelope =
        NotarySignature.of(
                TestSigner.of(leaf, TestSigner.ROOT), TARGET, NOW, SigningOptions.by("t"))
            .envelope();
    NotaryVerifier verifier = verifier("strict", IDENTITY);

    assertThat(verify(envelope, verifier, NOW.minus(Duration.ofMinutes(4))))
        .isInstanceOf(Verification.Trusted.class);
    assertUntrusted(
        verify(envelope, verifier, NOW.minus(Duration.ofMinutes(6))), "is not valid before");
  }

  @Test
  void anExpiredSignatureIsInvalidWhereThatIsEnforcedAndARemarkElsewhere() throws Exception {
    byte[] envelope =
        NotarySignature.of(
                SIGNER,
                TARGET,
                NOW,
                new SigningOptions(EnvelopeType.JWS, Duration.ofHours(1), Map.of(), "t"))
            .envelope();
    Instant later = NOW.plus(Duration.ofHours(1));

    assertThat(verify(envelope, verifier("strict", IDENTITY), later.minusSeconds(1)))
        .isInstanceOf(Verification.Trusted.class);
    assertInvalid(
        verify(envelope, verifier("strict", IDENTITY), later), "the signature expired at");
    assertRemark(
        verify(envelope, verifier("permissive", IDENTITY), later),
        "expiry: the signature expired at");
  }

  @Test
  void aPayloadOfAnotherKindIsInvalid() throws Exception {
    byte[] envelope =
        Forge.jws(
            """
            {"alg":"ES256","crit":["io.cncf.notary.signingScheme"],"cty":"text/plain",
             "io.cncf.notary.signingScheme":"notary.x509",
             "io.cncf.notary.signingTime":"2026-11-22T12:00:00Z"}
            """);

    assertInvalid(verify(envelope, verifier("audit", "*"), NOW), "of the type \"text/plain\"");
  }

  @Test
  void aSignatureThatNeedsAPlugInIsNotTrustedWithoutIt() throws Exception {
    byte[] envelope =
        Forge.jws(
            """
            {"alg":"ES256",
             "crit":["io.cncf.notary.signingScheme","io.cncf.notary.verificationPlugin"],
             "cty":"application/vnd.cncf.notary.payload.v1+json",
             "io.cncf.notary.signingScheme":"notary.x509",
             "io.cncf.notary.signingTime":"2026-11-22T12:00:00Z",
             "io.cncf.notary.verificationPlugin":"com.example.gate"}
            """);

    assertUntrusted(verify(envelope, verifier("audit", "*"), NOW), "plug-in \"com.example.gate\"");
  }

  @Test
  void whatTheSignerMustSayIsRequired() throws Exception {
    assertInvalid(
        verifier("audit", "*")
            .verify(
                sign(TARGET),
                EnvelopeType.JWS.mediaType(),
                TARGET,
                "registry.example/app",
                Map.of("scan", "passed"),
                NOW),
        "the signer does not say scan=passed");
  }

  @Test
  void whatIsNoEnvelopeIsInvalid() throws Exception {
    NotaryVerifier verifier = verifier("audit", "*");

    assertInvalid(
        verifier.verify(
            sign(TARGET),
            "application/vnd.oci.image.layer.v1.tar",
            TARGET,
            "registry.example/app",
            Map.of(),
            NOW),
        "an envelope is not of the type");
    assertInvalid(verify(new byte[0], verifier, NOW), "it is not JSON");
  }

  private static void assertInvalid(Verification verification, String reason) {
    assertThat(verification).isInstanceOf(Verification.Invalid.class);
    assertThat(verification.detail()).contains(reason);
  }
}

package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.certificate.RevocationStatus;
import io.registrysidecar.sign.notary.certificate.TestCertificate;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import io.registrysidecar.sign.notary.trust.StoreName;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import io.registrysidecar.sign.notary.trust.TrustStore;
import io.registrysidecar.sign.notary.trust.TrustStoreFailure;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NotaryVerifierTest {

  private static final Instant NOW = TestCertificate.NOW;
  private static final TestSigner SIGNER = Forge.SIGNER;
  private static final Descriptor TARGET = Forge.TARGET;
  private static final String IDENTITY = "x509.subject: C=DE, ST=BE, O=team";

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

  @Test
  void threat09ASignerWithoutTheNamesThatPoliciesCompareIsNotTrusted() throws Exception {
    TestSigner unnamed =
        TestSigner.of(
            TestCertificate.leaf("O=team, CN=a", TestSigner.ROOT).issue(), TestSigner.ROOT);
    byte[] envelope = NotarySignature.of(unnamed, TARGET, NOW, SigningOptions.by("t")).envelope();

    assertUntrusted(verify(envelope, verifier("strict", IDENTITY), NOW), "has no C");
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
  void aSignerWhoIsNotTrustedIsRefusedUnlessTheLevelIsAudit() throws Exception {
    byte[] envelope = sign(TARGET);
    String other = "x509.subject: C=DE, ST=BE, O=other";

    assertUntrusted(
        verify(envelope, verifier("permissive", other), NOW), "none of the trusted identities");
    assertRemark(
        verify(envelope, verifier("audit", other), NOW),
        "authenticity: the signer is none of the trusted identities");
    assertThat(verify(envelope, verifier("strict", "*"), NOW))
        .isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void aSignerBelowAnotherRootIsRefused() throws Exception {
    Issued other =
        TestCertificate.authority("C=DE, ST=BE, O=team, CN=root", null).key("secp384r1").issue();
    NotaryVerifier verifier =
        new NotaryVerifier(
            policy("strict", "*", "ca:team"),
            _ -> Set.of(other.certificate()),
            RevocationSource.NONE);

    assertUntrusted(verify(sign(TARGET), verifier, NOW), "no certificate of the signer is in");
  }

  @Test
  void aTrustStoreThatCannotBeReadTrustsNobody() throws Exception {
    NotaryVerifier verifier =
        new NotaryVerifier(policy("strict", "*", "ca:team"), new Broken(), RevocationSource.NONE);

    assertUntrusted(verify(sign(TARGET), verifier, NOW), "trust store ca:team: no certificate");
  }

  @Test
  void theSchemeOfASigningAuthorityNeedsAStoreOfThatTypeAndTakesItsTime() throws Exception {
    byte[] envelope =
        Forge.jws(
            """
            {"alg":"ES256",
             "crit":["io.cncf.notary.signingScheme","io.cncf.notary.authenticSigningTime"],
             "cty":"application/vnd.cncf.notary.payload.v1+json",
             "io.cncf.notary.signingScheme":"notary.x509.signingAuthority",
             "io.cncf.notary.authenticSigningTime":"2026-11-22T13:00:00+01:00"}
            """);
    Instant muchLater = NOW.plus(Duration.ofDays(3000));

    assertUntrusted(
        verify(envelope, verifier("strict", IDENTITY), NOW),
        "names no trust store of the type signingAuthority");
    assertThat(verify(envelope, verifier("strict", IDENTITY, "signingAuthority:team"), muchLater))
        .isInstanceOf(Verification.Trusted.class);
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
  void nothingIsTrustedThatThePolicyDoesNotCoverOrSkips() throws Exception {
    byte[] envelope = sign(TARGET);
    NotaryVerifier skipping =
        new NotaryVerifier(
            parse(
                """
                {"version":"1.0","trustPolicies":[{"name":"play",
                  "registryScopes":["registry.example/app"],
                  "signatureVerification":{"level":"skip"}}]}
                """),
            new Broken(),
            RevocationSource.NONE);

    assertUntrusted(verify(envelope, skipping, NOW), "\"play\" of the trust policy skips");
    assertUntrusted(
        skipping.verify(
            envelope, EnvelopeType.JWS.mediaType(), TARGET, "registry.example/b", Map.of(), NOW),
        "no statement for registry.example/b");
  }

  @Test
  void aRevokedSignerIsRefusedAndOneOfWhomNothingIsKnownOnlyIfHeCouldBeRevoked() throws Exception {
    Issued revocable =
        TestCertificate.leaf(TestSigner.SUBJECT, TestSigner.ROOT)
            .with(Extension.authorityInfoAccess, false, DERNull.INSTANCE)
            .issue();
    byte[] envelope =
        NotarySignature.of(
                TestSigner.of(revocable, TestSigner.ROOT), TARGET, NOW, SigningOptions.by("t"))
            .envelope();
    RevocationSource revoked = (_, _, _) -> new RevocationStatus.Revoked("it was revoked");

    assertUntrusted(
        verify(envelope, verifier("strict", IDENTITY), NOW),
        "nothing is known about the revocation");
    assertUntrusted(
        verify(
            sign(TARGET),
            new NotaryVerifier(policy("strict", "*", "ca:team"), trusting(), revoked),
            NOW),
        "it was revoked");
    assertRemark(
        verify(envelope, verifier("permissive", IDENTITY), NOW),
        "revocation: nothing is known about the revocation");
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

  private static Verification verify(Descriptor signed, Descriptor actual) throws Exception {
    return verifier("strict", IDENTITY)
        .verify(
            sign(signed),
            EnvelopeType.JWS.mediaType(),
            actual,
            "registry.example/app",
            Map.of(),
            NOW);
  }

  private static Verification verify(byte[] envelope, NotaryVerifier verifier, Instant now) {
    return verifier.verify(
        envelope, EnvelopeType.JWS.mediaType(), TARGET, "registry.example/app", Map.of(), now);
  }

  private static byte[] sign(Descriptor target) throws Exception {
    return NotarySignature.of(SIGNER, target, NOW, SigningOptions.by("t")).envelope();
  }

  private static NotaryVerifier verifier(String level, String identity) throws Exception {
    return verifier(level, identity, "ca:team");
  }

  private static NotaryVerifier verifier(String level, String identity, String store)
      throws Exception {
    return new NotaryVerifier(policy(level, identity, store), trusting(), RevocationSource.NONE);
  }

  private static TrustStore trusting() {
    return _ -> Set.of(TestSigner.ROOT.certificate());
  }

  private static TrustPolicy policy(String level, String identity, String store) throws Exception {
    return parse(
        """
        {"version":"1.0","trustPolicies":[{"name":"p","registryScopes":["*"],
          "signatureVerification":{"level":"%s"},
          "trustStores":["%s"],"trustedIdentities":["%s"]}]}
        """
            .formatted(level, store, identity));
  }

  private static TrustPolicy parse(String document) throws Exception {
    return TrustPolicy.parse("policy", document.getBytes(UTF_8));
  }

  private static void assertInvalid(Verification verification, String reason) {
    assertThat(verification).isInstanceOf(Verification.Invalid.class);
    assertThat(verification.detail()).contains(reason);
  }

  private static void assertUntrusted(Verification verification, String reason) {
    assertThat(verification).isInstanceOf(Verification.Untrusted.class);
    assertThat(verification.detail()).contains(reason);
  }

  private static void assertRemark(Verification verification, String remark) {
    assertThat(verification)
        .isInstanceOfSatisfying(
            Verification.Trusted.class,
            trusted -> assertThat(trusted.remarks()).singleElement().asString().contains(remark));
  }

  /** A store that holds nothing. */
  private static final class Broken implements TrustStore {
    @Override
    public Set<X509Certificate> certificates(StoreName store) throws TrustStoreFailure {
      throw new TrustStoreFailure(store, "no certificate is in it");
    }
  }
}

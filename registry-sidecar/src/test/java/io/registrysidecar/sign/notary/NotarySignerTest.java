package io.registrysidecar.sign.notary;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.certificate.RevocationStatus;
import io.registrysidecar.sign.notary.certificate.TestCertificate;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import io.registrysidecar.sign.notary.trust.StoreName;
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

/** Which signers of the Notary Project are trusted, by policy, trust store and revocation. */
class NotarySignerTest extends VerifierBench {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ST=BE, O=team, CN=a | has no C",
        "C=DE, O=team, CN=a  | has no ST",
        "C=DE, ST=BE, CN=a   | has no O"
      })
  void threat09ASignerWithoutTheNamesThatPoliciesCompareIsNotTrusted(String name, String reason)
      throws Exception {
    TestSigner unnamed =
        TestSigner.of(TestCertificate.leaf(name, TestSigner.ROOT).issue(), TestSigner.ROOT);
    byte[] envelope = NotarySignature.of(unnamed, TARGET, NOW, SigningOptions.by("t")).envelope();

    assertUntrusted(verify(envelope, verifier("strict", IDENTITY), NOW), reason + ";");
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

  /** A store that holds nothing. */
  private static final class Broken implements TrustStore {
    @Override
    public Set<X509Certificate> certificates(StoreName store) throws TrustStoreFailure {
      throw new TrustStoreFailure(store, "no certificate is in it");
    }
  }
}

package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.certificate.TestAuthority;
import io.registrysidecar.sign.notary.certificate.TestCertificate;
import io.registrysidecar.sign.notary.certificate.TestCertificate.Issued;
import io.registrysidecar.sign.notary.trust.StoreType;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With a time stamp a signature outlives the certificates of its signer. */
class TimestampedSignatureTest {

  private static final Instant SIGNED = TestCertificate.NOW;
  private static final Instant AFTER_THE_END = SIGNED.plus(Duration.ofDays(1000));
  private static final Issued TSA_ROOT = TestCertificate.authority("CN=tsa root", null).issue();
  private static final Issued TSA = TestCertificate.timestamping("CN=tsa", TSA_ROOT).issue();

  @Test
  void aStampedSignatureIsTrustedAfterTheEndOfTheCertificates() throws Exception {
    byte[] envelope = stamped(SIGNED);

    assertThat(verify(envelope, "always", AFTER_THE_END)).isInstanceOf(Verification.Trusted.class);
    assertThat(verify(envelope, "afterCertExpiry", AFTER_THE_END))
        .isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void withoutAStampTheCertificatesMustBeValidNow() throws Exception {
    byte[] envelope = plain();

    assertThat(verify(envelope, "afterCertExpiry", SIGNED))
        .isInstanceOf(Verification.Trusted.class);
    assertThat(verify(envelope, "always", SIGNED).detail())
        .isEqualTo(
            "no time stamp is with the signature; the statement \"p\" wants one of every signature,"
                + " for its verifyTimestamp is always");
    assertThat(verify(envelope, "afterCertExpiry", AFTER_THE_END).detail())
        .startsWith("no time stamp is with the signature, and certificate \"CN=")
        .contains("is not valid after ");
  }

  @Test
  void aStampFromAfterTheEndOfTheCertificatesDoesNotHelp() throws Exception {
    Instant late = SIGNED.plus(Duration.ofDays(299)).plus(Duration.ofHours(25));

    assertThat(verify(stamped(late), "always", SIGNED)).isInstanceOf(Verification.Untrusted.class);
  }

  @Test
  void aStampOfAnotherSignatureDoesNotHelp() throws Exception {
    byte[] token = authority().stamp("another".getBytes(UTF_8), "SHA-256", SIGNED);

    assertThat(verify(with(token), "always", SIGNED).detail())
        .startsWith("the time stamp is one of another signature; the statement \"p\" wants one");
  }

  private static TestAuthority authority() {
    return new TestAuthority(TSA, List.of(TSA));
  }

  private static byte[] plain() throws Exception {
    return NotarySignature.of(Forge.SIGNER, Forge.TARGET, SIGNED, SigningOptions.by("t"))
        .envelope();
  }

  private static byte[] stamped(Instant time) throws Exception {
    ObjectNode root = (ObjectNode) BoundedJson.read(plain());
    byte[] signature = Base64.getUrlDecoder().decode(root.path("signature").textValue());
    return with(root, authority().stamp(signature, "SHA-256", time));
  }

  private static byte[] with(byte[] token) throws Exception {
    return with((ObjectNode) BoundedJson.read(plain()), token);
  }

  private static byte[] with(ObjectNode envelope, byte[] token) {
    ((ObjectNode) envelope.path("header"))
        .put("io.cncf.notary.timestampSignature", Base64.getEncoder().encodeToString(token));
    return BoundedJson.write(envelope);
  }

  private static Verification verify(byte[] envelope, String timestamps, Instant now)
      throws Exception {
    TrustPolicy policy =
        TrustPolicy.parse(
            "policy",
            """
            {"version":"1.0","trustPolicies":[{"name":"p","registryScopes":["*"],
              "signatureVerification":{"level":"strict","verifyTimestamp":"%s"},
              "trustStores":["ca:team","tsa:clock"],"trustedIdentities":["*"]}]}
            """
                .formatted(timestamps)
                .getBytes(UTF_8));
    return new NotaryVerifier(
            policy,
            name ->
                Set.of(
                    name.type() == StoreType.TSA
                        ? TSA_ROOT.certificate()
                        : TestSigner.ROOT.certificate()),
            RevocationSource.NONE)
        .verify(
            envelope,
            EnvelopeType.JWS.mediaType(),
            Forge.TARGET,
            "registry.example/app",
            Map.of(),
            now);
  }
}

package io.registrysidecar.sign.sigstore;

import static io.registrysidecar.sign.sigstore.CertifiedBundles.ENVELOPE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.HOLDER;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.ISSUER;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.LEAF;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.RULE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.SIGNED;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.SIGSTORE;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.WORKFLOW;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.assertInvalid;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.assertUntrusted;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.entry;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.envelope;
import static io.registrysidecar.sign.sigstore.CertifiedBundles.verify;
import static io.registrysidecar.sign.sigstore.TestInstance.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Base64Text;
import io.registrysidecar.sign.dsse.Envelope;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log entry of a signature with a certificate: when it was made, in which log, and of what. */
class CertificateLogEntryTest {

  @Test
  void aTimestampAuthorityMaySayTheTimeWhereTheLogOnlyProves() throws Exception {
    ObjectNode entry = entry(SIGNED);
    entry.remove("inclusionPromise");
    ObjectNode bundle = TestInstance.bundle(ENVELOPE, LEAF, entry);
    assertThat(verify(bundle).verification().detail()).contains("says when the signature was made");

    stamp(bundle, SIGSTORE.timestamp(ENVELOPE.signature(), SIGNED));
    assertThat(verify(bundle).verification()).isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void eachTimeMustBeInTheCertificatesLife() throws Exception {
    ObjectNode bundle = TestInstance.bundle(ENVELOPE, LEAF, entry(SIGNED));
    stamp(bundle, SIGSTORE.timestamp(ENVELOPE.signature(), SIGNED.plus(TestAuthority.LIFE)));

    assertUntrusted(verify(bundle), "no authority of the trusted root issued a certificate");
  }

  @Test
  void aLogThatEndedProvesNothingAboutLater() throws Exception {
    ObjectNode entry = entry(SIGNED);
    entry.remove("inclusionPromise");
    ObjectNode bundle = TestInstance.bundle(ENVELOPE, LEAF, entry);
    stamp(bundle, SIGSTORE.timestamp(ENVELOPE.signature(), SIGNED));
    ObjectNode root = SIGSTORE.trustedRootJson();
    ((ObjectNode) root.at("/tlogs/0/publicKey/validFor"))
        .put("end", SIGNED.minusSeconds(1).toString());

    assertUntrusted(
        verify(bundle, TrustedRoot.parse(BoundedJson.write(root)), List.of(RULE)),
        "the log that holds the signature did not count at");
  }

  @Test
  void aLogEntryOfTheSameSignerAboutSomethingElseIsInvalid() throws Exception {
    Envelope other = envelope(Digest.sha256(new byte[] {2}));
    byte[] body = TestInstance.dsseBody(other, TestInstance.pem(LEAF));

    assertInvalid(
        verify(TestInstance.bundle(ENVELOPE, LEAF, SIGSTORE.entry("dsse", body, SIGNED))),
        "the log entry holds another signature");
  }

  @Test
  void aLogEntryThatNamesAnotherDigestIsInvalid() throws Exception {
    Envelope mixed =
        new Envelope(
            ENVELOPE.payloadType(),
            envelope(Digest.sha256(new byte[] {2})).payload(),
            "",
            ENVELOPE.signature());
    byte[] body = TestInstance.dsseBody(mixed, TestInstance.pem(LEAF));

    assertInvalid(
        verify(TestInstance.bundle(ENVELOPE, LEAF, SIGSTORE.entry("dsse", body, SIGNED))),
        "the log entry is about other content");
  }

  @Test
  void anEntryOfAnUnknownLogCountsNothing() throws Exception {
    byte[] body = TestInstance.dsseBody(ENVELOPE, TestInstance.pem(LEAF));
    ObjectNode entry = new TestInstance().entry("dsse", body, SIGNED);

    assertUntrusted(verify(TestInstance.bundle(ENVELOPE, LEAF, entry)), "no trusted log");
  }

  @Test
  void threat15ALogMayBeAFewMinutesAheadButNotMore() throws Exception {
    for (int minutes : new int[] {4, 6}) {
      Instant at = NOW.plus(Duration.ofMinutes(minutes));
      X509Certificate fresh = SIGSTORE.authority.issue(HOLDER, WORKFLOW, ISSUER, NOW);
      Verification verification =
          verify(TestInstance.bundle(ENVELOPE, fresh, entry(fresh, at))).verification();

      assertThat(verification)
          .isInstanceOf(minutes == 4 ? Verification.Trusted.class : Verification.Invalid.class);
    }
  }

  @Test
  void threat15ATimestampMayBeAFewMinutesAheadButNotMore() throws Exception {
    for (int minutes : new int[] {4, 6}) {
      Instant at = NOW.plus(Duration.ofMinutes(minutes));
      X509Certificate fresh = SIGSTORE.authority.issue(HOLDER, WORKFLOW, ISSUER, NOW);
      ObjectNode entry = entry(fresh, NOW);
      entry.remove("inclusionPromise");
      ObjectNode bundle = TestInstance.bundle(ENVELOPE, fresh, entry);
      stamp(bundle, SIGSTORE.timestamp(ENVELOPE.signature(), at));

      assertThat(verify(bundle).verification())
          .isInstanceOf(minutes == 4 ? Verification.Trusted.class : Verification.Invalid.class);
    }
  }

  private static void stamp(ObjectNode bundle, byte[] response) {
    bundle
        .withObject("verificationMaterial")
        .putObject("timestampVerificationData")
        .putArray("rfc3161Timestamps")
        .addObject()
        .put("signedTimestamp", Base64Text.encode(response));
  }
}

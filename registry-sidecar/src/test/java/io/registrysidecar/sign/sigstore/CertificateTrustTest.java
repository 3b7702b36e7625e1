package io.registrysidecar.sign.sigstore;

import static io.registrysidecar.sign.sigstore.TestInstance.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Base64Text;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.dsse.Statement;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/** Signatures with short-lived certificates, of an instance that is made here. */
class CertificateTrustTest {

  private static final Digest IMAGE = Digest.sha256(new byte[] {1});
  private static final String ISSUER = "https://ci.example";
  private static final String WORKFLOW = "https://ci.example/team/app/build.yml@main";
  private static final Instant SIGNED = NOW.minus(Duration.ofDays(2));

  private final TestInstance instance = new TestInstance();
  private final TestSigner holder = TestSigner.fresh();
  private final X509Certificate leaf =
      instance.authority.issue(holder, WORKFLOW, ISSUER, SIGNED.minusSeconds(5));
  private final Envelope envelope;
  private final IdentityRule rule =
      new IdentityRule(NameMatch.exactly(ISSUER), NameMatch.exactly(WORKFLOW));

  CertificateTrustTest() throws SigningFailure {
    this.envelope = envelope(IMAGE);
  }

  @Test
  void aSignatureThatLogAndCertificateBackIsTrusted() throws Exception {
    Attested attested = verify(TestInstance.bundle(envelope, leaf, entry(SIGNED)));

    assertThat(attested.verification())
        .isEqualTo(new Verification.Trusted(WORKFLOW + " (" + ISSUER + ")", ISSUER, List.of()));
    assertThat(attested.statement().orElseThrow().isAbout(IMAGE)).isTrue();
  }

  @Test
  void aTimestampAuthorityMaySayTheTimeWhereTheLogOnlyProves() throws Exception {
    ObjectNode entry = entry(SIGNED);
    entry.remove("inclusionPromise");
    ObjectNode bundle = TestInstance.bundle(envelope, leaf, entry);
    assertThat(verify(bundle).verification().detail()).contains("says when the signature was made");

    stamp(bundle, instance.timestamp(envelope.signature(), SIGNED));
    assertThat(verify(bundle).verification()).isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void eachTimeMustBeInTheCertificatesLife() throws Exception {
    ObjectNode bundle = TestInstance.bundle(envelope, leaf, entry(SIGNED));
    stamp(bundle, instance.timestamp(envelope.signature(), SIGNED.plus(TestAuthority.LIFE)));

    assertUntrusted(verify(bundle), "no authority of the trusted root issued a certificate");
  }

  @Test
  void aLogThatEndedProvesNothingAboutLater() throws Exception {
    ObjectNode entry = entry(SIGNED);
    entry.remove("inclusionPromise");
    ObjectNode bundle = TestInstance.bundle(envelope, leaf, entry);
    stamp(bundle, instance.timestamp(envelope.signature(), SIGNED));
    ObjectNode root = instance.trustedRootJson();
    ((ObjectNode) root.at("/tlogs/0/publicKey/validFor"))
        .put("end", SIGNED.minusSeconds(1).toString());

    assertUntrusted(
        verify(bundle, TrustedRoot.parse(BoundedJson.write(root)), List.of(rule)),
        "the log that holds the signature did not count at");
  }

  @Test
  void withoutIdentitiesNobodyIsTrusted() throws Exception {
    assertUntrusted(
        verify(TestInstance.bundle(envelope, leaf, entry(SIGNED)), List.of()),
        "does not trust this identity");
  }

  @Test
  void issuerAndSubjectMustBothFit() throws Exception {
    ObjectNode bundle = TestInstance.bundle(envelope, leaf, entry(SIGNED));
    NameMatch other = NameMatch.exactly("https://other.example");

    assertUntrusted(
        verify(bundle, List.of(new IdentityRule(other, rule.subject()))), "this identity");
    assertUntrusted(
        verify(bundle, List.of(new IdentityRule(rule.issuer(), other))), "this identity");
  }

  @Test
  void anExpressionMustMatchTheWholeName() throws Exception {
    ObjectNode bundle = TestInstance.bundle(envelope, leaf, entry(SIGNED));

    assertThat(verify(bundle, List.of(subject("https://ci\\.example/team/[^/]+/.*"))))
        .extracting(Attested::verification)
        .isInstanceOf(Verification.Trusted.class);
    assertUntrusted(
        verify(bundle, List.of(subject("https://ci\\.example/team/app"))), "this identity");
    assertUntrusted(verify(bundle, List.of(subject("build\\.yml"))), "this identity");
  }

  @Test
  void aCertificateOfAnotherAuthorityWithTheSameNamesIsUntrusted() throws Exception {
    var other = new TestAuthority(NOW.minus(Duration.ofDays(100)));
    X509Certificate forged =
        other.issue(
            holder,
            WORKFLOW,
            ISSUER,
            SIGNED.minusSeconds(5),
            instance.authority.certificateLog,
            KeyPurposeId.id_kp_codeSigning);

    assertUntrusted(
        verify(TestInstance.bundle(envelope, forged, entry(forged, SIGNED))),
        "no authority of the trusted root issued");
  }

  @Test
  void aCertificateThatNoTrustedLogPromisedToPublishIsUntrusted() throws Exception {
    X509Certificate hidden =
        instance.authority.issue(
            holder,
            WORKFLOW,
            ISSUER,
            SIGNED.minusSeconds(5),
            TestSigner.fresh(),
            KeyPurposeId.id_kp_codeSigning);

    assertUntrusted(
        verify(TestInstance.bundle(envelope, hidden, entry(hidden, SIGNED))),
        "no trusted certificate log");
  }

  @Test
  void aCertificateForOtherUsesDoesNotSign() throws Exception {
    X509Certificate server =
        instance.authority.issue(
            holder,
            WORKFLOW,
            ISSUER,
            SIGNED.minusSeconds(5),
            instance.authority.certificateLog,
            KeyPurposeId.id_kp_serverAuth);

    assertInvalid(
        verify(TestInstance.bundle(envelope, server, entry(server, SIGNED))),
        "not one for signing code");
  }

  @Test
  void aLogEntryOfTheSameSignerAboutSomethingElseIsInvalid() throws Exception {
    Envelope other = envelope(Digest.sha256(new byte[] {2}));
    byte[] body = TestInstance.dsseBody(other, TestInstance.pem(leaf));

    assertInvalid(
        verify(TestInstance.bundle(envelope, leaf, instance.entry("dsse", body, SIGNED))),
        "the log entry holds another signature");
  }

  @Test
  void aLogEntryThatNamesAnotherDigestIsInvalid() throws Exception {
    Envelope mixed =
        new Envelope(
            envelope.payloadType(),
            envelope(Digest.sha256(new byte[] {2})).payload(),
            "",
            envelope.signature());
    byte[] body = TestInstance.dsseBody(mixed, TestInstance.pem(leaf));

    assertInvalid(
        verify(TestInstance.bundle(envelope, leaf, instance.entry("dsse", body, SIGNED))),
        "the log entry is about other content");
  }

  @Test
  void anEntryOfAnUnknownLogCountsNothing() throws Exception {
    byte[] body = TestInstance.dsseBody(envelope, TestInstance.pem(leaf));
    ObjectNode entry = new TestInstance().entry("dsse", body, SIGNED);

    assertUntrusted(verify(TestInstance.bundle(envelope, leaf, entry)), "no trusted log");
  }

  @Test
  void threat15ALogMayBeAFewMinutesAheadButNotMore() throws Exception {
    for (int minutes : new int[] {4, 6}) {
      Instant at = NOW.plus(Duration.ofMinutes(minutes));
      X509Certificate fresh = instance.authority.issue(holder, WORKFLOW, ISSUER, NOW);
      Verification verification =
          verify(TestInstance.bundle(envelope, fresh, entry(fresh, at))).verification();

      assertThat(verification)
          .isInstanceOf(minutes == 4 ? Verification.Trusted.class : Verification.Invalid.class);
    }
  }

  @Test
  void threat15ATimestampMayBeAFewMinutesAheadButNotMore() throws Exception {
    for (int minutes : new int[] {4, 6}) {
      Instant at = NOW.plus(Duration.ofMinutes(minutes));
      X509Certificate fresh = instance.authority.issue(holder, WORKFLOW, ISSUER, NOW);
      ObjectNode entry = entry(fresh, NOW);
      entry.remove("inclusionPromise");
      ObjectNode bundle = TestInstance.bundle(envelope, fresh, entry);
      stamp(bundle, instance.timestamp(envelope.signature(), at));

      assertThat(verify(bundle).verification())
          .isInstanceOf(minutes == 4 ? Verification.Trusted.class : Verification.Invalid.class);
    }
  }

  @Test
  void aLegacySignatureMayCarryItsCertificateAndLogEntry() throws Exception {
    byte[] payload = new SimpleSigning("registry.example/app", IMAGE).toBytes();
    byte[] signature = holder.sign(payload);
    byte[] body = TestInstance.hashedBody(payload, signature, TestInstance.pem(leaf));
    Map<String, String> annotations = annotations(body);
    annotations.put("dev.cosignproject.cosign/signature", Base64Text.encode(signature));
    LegacyLayer layer = LegacyLayer.of(SimpleSigning.MEDIA_TYPE, payload, annotations);

    assertThat(verifier().signature(layer.descriptor(), payload, IMAGE))
        .isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void aLegacyAttestationMayCarryItsCertificateAndLogEntry() throws Exception {
    byte[] body = TestInstance.dsseBody(envelope, TestInstance.pem(leaf));
    LegacyLayer layer = LegacyLayer.of(Envelope.MEDIA_TYPE, envelope.toBytes(), annotations(body));

    Attested attested = verifier().attestation(layer.descriptor(), layer.content(), IMAGE);
    assertThat(attested.verification()).isInstanceOf(Verification.Trusted.class);
  }

  @Test
  void withoutTrustedRootCertificatesAreUntrusted() throws Exception {
    byte[] bundle = BoundedJson.write(TestInstance.bundle(envelope, leaf, entry(SIGNED)));
    var verifier = new SigstoreVerifier(SigstoreTrust.of(holder.trusted("k")), () -> NOW);

    assertUntrusted(
        verifier.bundle(Descriptor.of(Bundle.MEDIA_TYPE, bundle), bundle, IMAGE),
        "no trusted root is configured");
  }

  private Map<String, String> annotations(byte[] body) {
    Map<String, String> annotations = new HashMap<>();
    annotations.put("dev.sigstore.cosign/certificate", TestInstance.pem(leaf));
    annotations.put("dev.sigstore.cosign/bundle", instance.annotation(body, SIGNED));
    return annotations;
  }

  private IdentityRule subject(String expression) {
    return new IdentityRule(rule.issuer(), NameMatch.expression(expression));
  }

  private ObjectNode entry(Instant at) {
    return entry(leaf, at);
  }

  private ObjectNode entry(X509Certificate certificate, Instant at) {
    byte[] body = TestInstance.dsseBody(envelope, TestInstance.pem(certificate));
    return instance.entry("dsse", body, at);
  }

  private static void stamp(ObjectNode bundle, byte[] response) {
    bundle
        .withObject("verificationMaterial")
        .putObject("timestampVerificationData")
        .putArray("rfc3161Timestamps")
        .addObject()
        .put("signedTimestamp", Base64Text.encode(response));
  }

  private Envelope envelope(Digest image) throws SigningFailure {
    ObjectNode predicate = JsonNodeFactory.instance.objectNode();
    return Envelope.sign(holder, Statement.of("app", image, "https://example/p", predicate));
  }

  private Attested verify(ObjectNode bundle) throws Exception {
    return verify(bundle, List.of(rule));
  }

  private Attested verify(ObjectNode bundle, List<IdentityRule> rules) throws Exception {
    return verify(bundle, instance.trustedRoot(), rules);
  }

  private static Attested verify(ObjectNode bundle, TrustedRoot root, List<IdentityRule> rules) {
    byte[] bytes = BoundedJson.write(bundle);
    return verifier(root, rules).bundle(Descriptor.of(Bundle.MEDIA_TYPE, bytes), bytes, IMAGE);
  }

  private SigstoreVerifier verifier() throws Exception {
    return verifier(instance.trustedRoot(), List.of(rule));
  }

  private static SigstoreVerifier verifier(TrustedRoot root, List<IdentityRule> rules) {
    return new SigstoreVerifier(new SigstoreTrust(TrustedKeys.NONE, root, rules), () -> NOW);
  }

  private static void assertUntrusted(Attested attested, String reason) {
    assertThat(attested.verification()).isInstanceOf(Verification.Untrusted.class);
    assertThat(attested.verification().detail()).contains(reason);
    assertThat(attested.statement()).isEmpty();
  }

  private static void assertInvalid(Attested attested, String reason) {
    assertThat(attested.verification()).isInstanceOf(Verification.Invalid.class);
    assertThat(attested.verification().detail()).contains(reason);
    assertThat(attested.statement()).isEmpty();
  }
}
